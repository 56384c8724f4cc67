package io.contextdb.index.hnsw;

import io.contextdb.kernels.SplitMix64;

/**
 * The level of a row: a hash of its ordinal, so that it depends neither on the order of arrival nor on threads. One row
 * in {@code m} has a level above 0, one in {@code m * m} above 1, and so on.
 */
final class Levels {
    /** No row is higher; 2^31 rows with m = 2 reach it. */
    static final int LEVEL_MAX = 31;

    private final long[] limits = new long[LEVEL_MAX];

    Levels(int m) {
        long limit = -1;
        for (int level = 0; level < LEVEL_MAX; level++) {
            limit = Long.divideUnsigned(limit, m);
            limits[level] = limit;
        }
    }

    int of(int row) {
        long hash = SplitMix64.mix(row);
        int level = 0;
        while (level < LEVEL_MAX && Long.compareUnsigned(hash, limits[level]) < 0) {
            level++;
        }
        return level;
    }
}
