/**
 * What a transaction wants to change, and how it comes about.
 *
 * <p>A {@link io.contextdb.engine.write.WriteSet} holds the net change of each entity a transaction touched: each node,
 * edge and vector occurs at most once, in the order of first touch, so that applying it needs no history.
 * {@link io.contextdb.engine.write.WriteSetBuilder} is the other face of {@link io.contextdb.api.GraphWriter}: it
 * checks every call against a state and what the set did before, and merges it in.
 * {@link io.contextdb.engine.write.ReadKeys} name what a transaction read.
 */
package io.contextdb.engine.write;
