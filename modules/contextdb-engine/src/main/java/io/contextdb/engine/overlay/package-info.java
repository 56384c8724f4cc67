/**
 * A transaction's own writes, seen through the eyes of every query.
 *
 * <p>{@link io.contextdb.engine.overlay.OverlayView} is a {@link io.contextdb.api.spi.StorageView} made of another view
 * and a {@link io.contextdb.engine.write.WriteSet}: it shows what the database would be if the set were applied now.
 * Nodes and edges of the set get ordinals behind those of the view below, by their place in the set; vectors become
 * rows behind those below, and the rows they replace are dead.
 *
 * <p>The overlay looks a thing up in the set when it is asked for. Only what cannot be found that way is kept beside
 * it, and grows along with the set: places by id, the new edges of a node, rows in native memory. It follows the set
 * from call to call, is used by the one thread that uses the transaction, and allocates.
 */
package io.contextdb.engine.overlay;
