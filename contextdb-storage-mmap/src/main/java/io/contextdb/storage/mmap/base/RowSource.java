package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.VectorRows;

/** The rows of a vector space to be written, by their new ordinals. */
public interface RowSource {
    /** The number of components. */
    int dimension();

    /** How many rows there are, dead ones included. */
    int count();

    /** How many are live. */
    int liveCount();

    /** The address of a row's {@link VectorRows#paddedDimension} floats. */
    long address(int row);

    /** What {@link VectorRows#inverseNorm} is to return for a row. */
    float inverseNorm(int row);

    /** Whether a row is live. */
    boolean live(int row);

    /** The new ordinal of a row's node. */
    int node(int row);
}
