/**
 * {@code bench scale}: a data set of the size people ask about, from files to answers.
 * {@link io.contextdb.bench.scale.ScaleBench} imports what {@code bench generate} wrote, asks for similar nodes and
 * hybrid questions through the public API, opens the database in this warm virtual machine and in
 * {@linkplain io.contextdb.bench.scale.FreshStart new ones}, and watches the
 * {@linkplain io.contextdb.bench.scale.MemorySampler memory} meanwhile.
 */
package io.contextdb.bench.scale;
