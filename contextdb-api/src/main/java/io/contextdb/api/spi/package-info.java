/**
 * What providers implement. The engine finds them with {@link java.util.ServiceLoader}, on the module path or in
 * plug-in directories, and picks them by name: {@link io.contextdb.api.spi.StorageProvider} keeps the data,
 * {@link io.contextdb.api.spi.VectorIndexProvider} finds similar vectors,
 * {@link io.contextdb.api.spi.ConsensusProvider} orders commands and makes them durable,
 * {@link io.contextdb.api.spi.ObjectStoreProvider} keeps snapshots elsewhere.
 *
 * <p><b>Ordinals.</b> Inside the engine a node, an edge and a row of a vector space are dense {@code int} ordinals,
 * given in the order of creation. They are an address within one {@link io.contextdb.api.spi.StorageGeneration} and
 * never leave the engine; users see 64-bit ids.
 *
 * <p><b>Determinism.</b> What a provider writes to disk is a function of the calls made on it in their order, of
 * nothing else: no clock, no randomness, no hash order, no thread timing.
 *
 * <p><b>Memory.</b> Vectors are exchanged as absolute native addresses. Whoever hands one out guarantees that it stays
 * valid while the view it came from is retained; whoever reads it checks ordinals, not addresses.
 */
package io.contextdb.api.spi;
