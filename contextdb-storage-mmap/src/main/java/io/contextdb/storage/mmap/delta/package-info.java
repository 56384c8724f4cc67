/**
 * The changes made to a generation since its base, off the heap: one writer, any number of readers, each of whom sees
 * one published state.
 *
 * <p>Publications are numbered from 1; the number is the <em>stamp</em> of all changes it makes visible. A reader knows
 * the stamp of its view and the limits that held then. Nodes, edges and vector rows get ascending ordinals, so whether
 * one existed follows from the limit; only deletions and new versions carry stamps, and a reader skips those above its
 * own. What the writer puts in while a reader looks is therefore invisible to it, whether it meets it or not.
 *
 * <p>Memory is taken from one {@link io.contextdb.storage.mmap.delta.DeltaMemory} and given back all at once when the
 * generation closes. Records never move. Hash tables that are full are replaced by larger ones and left as they are, so
 * that a reader in the middle of one is not hurt. A pointer or count that a reader may follow is written with release
 * order after what it leads to, and read with acquire order.
 */
package io.contextdb.storage.mmap.delta;
