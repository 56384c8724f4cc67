package io.contextdb.index.hnsw;

/**
 * The level of a row: a hash of its ordinal, so that it depends neither on the order of arrival nor on threads. One row in {@code m} has a
 * level above 0, one in {@code m * m} above 1, and so on.
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
        long hash = mix(row);
        int level = 0;
        while (level < LEVEL_MAX && Long.compareUnsigned(hash, limits[level]) < 0) {
            level++;
        }
        return level;
    }

    /** SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). */
    static long mix(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
