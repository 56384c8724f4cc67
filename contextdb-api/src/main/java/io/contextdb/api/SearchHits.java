package io.contextdb.api;

import java.util.Arrays;
import java.util.Objects;

/**
 * Nodes found by similarity, the most similar first, equal ones by id: an object of the caller that queries clear and
 * fill. It grows when it must and never shrinks, so one that is used again allocates nothing. Not thread-safe.
 */
public final class SearchHits {
    private long[] ids;
    private float[] similarities;
    private int size;

    /** Empty hits. */
    public SearchHits() {
        this(16);
    }

    /** Empty hits with room for {@code capacity} nodes, at least 0. */
    public SearchHits(int capacity) {
        ids = new long[capacity];
        similarities = new float[capacity];
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

    /** The raw similarity at {@code position}, on the scale of the space's {@link Metric}. */
    public float similarity(int position) {
        Objects.checkIndex(position, size);
        return similarities[position];
    }

    /** A copy of the ids in their order. */
    public long[] ids() {
        return Arrays.copyOf(ids, size);
    }

    /** Empties the hits and keeps their room. */
    public void clear() {
        size = 0;
    }

    /** The first hits, for people: {@code [7: 0.9812, 9: 0.5]}. */
    @Override
    public String toString() {
        return ResultText.of(size, i -> Long.toUnsignedString(ids[i]) + ": " + similarities[i]);
    }

    /** Appends a hit; whoever fills keeps the order. */
    public void add(long id, float similarity) {
        if (size == ids.length) {
            int capacity = Math.max(16, size + (size >> 1));
            ids = Arrays.copyOf(ids, capacity);
            similarities = Arrays.copyOf(similarities, capacity);
        }
        ids[size] = id;
        similarities[size] = similarity;
        size++;
    }
}
