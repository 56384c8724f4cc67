package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.VectorRows;

/** The rows of a vector space without any. */
record NoRows(int dimension) implements VectorRows {
    @Override
    public int count() {
        return 0;
    }

    @Override
    public int liveCount() {
        return 0;
    }

    @Override
    public long address(int row) {
        throw none(row);
    }

    @Override
    public float inverseNorm(int row) {
        throw none(row);
    }

    @Override
    public boolean live(int row) {
        throw none(row);
    }

    @Override
    public int node(int row) {
        throw none(row);
    }

    @Override
    public int row(int node) {
        return -1;
    }

    private static AssertionError none(int row) {
        return new AssertionError("row " + row + " of a vector space without rows");
    }
}
