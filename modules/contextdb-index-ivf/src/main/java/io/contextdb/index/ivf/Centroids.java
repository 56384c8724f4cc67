package io.contextdb.index.ivf;

import io.contextdb.kernels.DenseRows;

/** The centroids of the lists, as rows, so that they are compared as rows are. Never change once they are in use. */
final class Centroids extends DenseRows {
    /** Keeps the memory. */
    private final Object owner;

    /**
     * Centroids in memory.
     *
     * @param base where the first one is, laid out as rows are
     * @param owner what must stay reachable while they are used
     */
    Centroids(int dimension, int count, long base, Object owner) {
        super(dimension, count, base);
        this.owner = owner;
    }

    /** What keeps the memory. */
    Object owner() {
        return owner;
    }
}
