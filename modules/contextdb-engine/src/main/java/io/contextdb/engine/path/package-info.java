/** Shortest paths between two nodes: {@link io.contextdb.engine.path.ShortestPath}. */
package io.contextdb.engine.path;
