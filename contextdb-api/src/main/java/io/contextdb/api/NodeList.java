package io.contextdb.api;

import java.util.Arrays;
import java.util.Objects;

/**
 * Nodes with their distance from where a traversal began: an object of the caller that queries clear and fill. It grows
 * when it must and never shrinks, so a list that is used again allocates nothing. Not thread-safe.
 */
public final class NodeList {
    private long[] ids;
    private int[] depths;
    private int size;

    /** An empty list. */
    public NodeList() {
        this(16);
    }

    /** An empty list with room for {@code capacity} nodes, at least 0. */
    public NodeList(int capacity) {
        ids = new long[capacity];
        depths = new int[capacity];
    }

    /** How many nodes there are. */
    public int size() {
        return size;
    }

    /** The id at {@code position}, from 0 to size - 1. */
    public long id(int position) {
        Objects.checkIndex(position, size);
        return ids[position];
    }

    /**
     * The distance in edges at {@code position}; in depth-first order, the depth at which the node was first reached.
     */
    public int depth(int position) {
        Objects.checkIndex(position, size);
        return depths[position];
    }

    /** A copy of the ids in their order. */
    public long[] ids() {
        return Arrays.copyOf(ids, size);
    }

    /** Empties the list and keeps its room. */
    public void clear() {
        size = 0;
    }

    /** The first nodes, for people: {@code [7 at depth 1, 9 at depth 2]}. */
    @Override
    public String toString() {
        return ResultText.of(size, i -> Long.toUnsignedString(ids[i]) + " at depth " + depths[i]);
    }

    /** Appends a node. */
    public void add(long id, int depth) {
        reserve(1);
        ids[size] = id;
        depths[size] = depth;
        size++;
    }

    /** Appends the first {@code count} of some nodes, all at one depth. */
    public void addAll(long[] nodes, int count, int depth) {
        Objects.checkFromIndexSize(0, count, nodes.length);
        reserve(count);
        System.arraycopy(nodes, 0, ids, size, count);
        Arrays.fill(depths, size, size + count, depth);
        size += count;
    }

    private void reserve(int more) {
        if (ids.length - size < more) {
            int capacity = Math.max(16, Math.max(Math.addExact(size, more), size + (size >> 1)));
            ids = Arrays.copyOf(ids, capacity);
            depths = Arrays.copyOf(depths, capacity);
        }
    }
}
