package io.contextdb.api.spi;

/**
 * The rows of one vector space as one {@link StorageView} sees them: row ordinals from 0 to {@link #count()},
 * exclusive, in the order the vectors were inserted. A replaced or deleted vector's row stays, but is no longer
 * {@linkplain #live live}. Immutable; valid while the view is retained; safe for any number of threads.
 */
public interface VectorRows {
    /** Every row starts at a multiple of this many bytes. */
    int ALIGNMENT_BYTES = 64;

    /** The number of floats in memory for {@code dimension} components: padded with zeros to a multiple of 16. */
    static int paddedDimension(int dimension) {
        return (dimension + 15) & ~15;
    }

    /** The number of components. */
    int dimension();

    /** The number of rows, dead ones included. */
    int count();

    /** The number of live rows. */
    int liveCount();

    /**
     * The absolute address of a row's {@link #paddedDimension} little-endian floats, aligned to
     * {@link #ALIGNMENT_BYTES}. Addresses never change within a storage generation.
     */
    long address(int row);

    /** 1 / Euclidean norm of the row under cosine, 1 under other metrics. */
    float inverseNorm(int row);

    /** Whether the row is its node's present vector. */
    boolean live(int row);

    /** The node the row belongs, or belonged, to. */
    int node(int row);

    /** The live row of a node, or -1. */
    int row(int node);
}
