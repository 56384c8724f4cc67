package io.contextdb.api;

import java.util.Arrays;
import java.util.Objects;

/**
 * A path: {@code length() + 1} nodes joined by {@code length()} edges. An object of the caller that queries clear and
 * fill; it grows when it must and never shrinks. Not thread-safe.
 */
public final class GraphPath {
    private long[] nodes = new long[8];
    private long[] edges = new long[8];
    private int nodeCount;

    /** The number of edges; -1 when there is no path. */
    public int length() {
        return nodeCount - 1;
    }

    /** Whether there is a path. */
    public boolean exists() {
        return nodeCount > 0;
    }

    /** The node at {@code position}, from 0 (the start) to length (the end). */
    public long node(int position) {
        Objects.checkIndex(position, nodeCount);
        return nodes[position];
    }

    /** The edge between the nodes at {@code position} and {@code position + 1}. */
    public long edge(int position) {
        Objects.checkIndex(position, nodeCount - 1);
        return edges[position];
    }

    /** A copy of the nodes from start to end. */
    public long[] nodes() {
        return Arrays.copyOf(nodes, nodeCount);
    }

    /** Nodes and the edges between them, for people: {@code [7, edge 3 to 9, edge 5 to 12]}. */
    @Override
    public String toString() {
        return ResultText.of(
                nodeCount,
                i -> (i == 0 ? "" : "edge " + Long.toUnsignedString(edges[i - 1]) + " to ")
                        + Long.toUnsignedString(nodes[i]));
    }

    /** Makes this "no path" and keeps its room. */
    public void clear() {
        nodeCount = 0;
    }

    /** Begins the path at {@code node}. */
    public void start(long node) {
        nodes[0] = node;
        nodeCount = 1;
    }

    /** Goes on over {@code edge} to {@code node}. */
    public void step(long edge, long node) {
        assert nodeCount > 0;
        if (nodeCount == nodes.length) {
            nodes = Arrays.copyOf(nodes, nodeCount * 2);
            edges = Arrays.copyOf(edges, nodeCount * 2);
        }
        edges[nodeCount - 1] = edge;
        nodes[nodeCount++] = node;
    }
}
