package io.contextdb.index.ivf;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;

/** The centroids of the lists, as rows, so that they are compared as rows are. Never change once they are in use. */
final class Centroids implements VectorRows {
    private final int dimension;
    private final long base;
    private final float[] inverseNorms;

    /** Keeps the memory. */
    private final Object owner;

    /**
     * Centroids in memory.
     *
     * @param base where the first one is, laid out as rows are
     * @param owner what must stay reachable while they are used
     */
    Centroids(int dimension, int count, long base, Object owner) {
        this.dimension = dimension;
        this.base = base;
        this.owner = owner;
        this.inverseNorms = new float[count];
    }

    /** The bytes that {@code count} centroids take. */
    static long bytes(int dimension, int count) {
        return (long) count * VectorRows.paddedDimension(dimension) * Float.BYTES;
    }

    /** Notes the lengths of all. To be called when the components are there, before anything is compared. */
    void measure(Scorer scorer) {
        for (int list = 0; list < inverseNorms.length; list++) {
            inverseNorms[list] = scorer.inverseNorm(address(list));
        }
    }

    /** What keeps the memory. */
    Object owner() {
        return owner;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int count() {
        return inverseNorms.length;
    }

    @Override
    public int liveCount() {
        return inverseNorms.length;
    }

    @Override
    public long address(int list) {
        assert list >= 0 && list < inverseNorms.length;
        return base + bytes(dimension, list);
    }

    @Override
    public float inverseNorm(int list) {
        return inverseNorms[list];
    }

    @Override
    public boolean live(int list) {
        return true;
    }

    @Override
    public int node(int list) {
        return list;
    }

    @Override
    public int row(int node) {
        return node;
    }
}
