/**
 * Walks from a node: which nodes are within some edges of it, each once, never once per path.
 *
 * <p>{@link io.contextdb.engine.traversal.BreadthFirst} gives them nearest first,
 * {@link io.contextdb.engine.traversal.DepthFirst} along one branch to its end before the next. Both reach the same
 * nodes. {@link io.contextdb.engine.traversal.Walk} picks one of them as a {@link io.contextdb.api.Traversal} says.
 *
 * <p>Nodes at one depth come in the order of the edges that lead to them: per node outgoing edges before incoming ones,
 * those of the snapshot by type and neighbour, newer ones as they were created.
 */
package io.contextdb.engine.traversal;
