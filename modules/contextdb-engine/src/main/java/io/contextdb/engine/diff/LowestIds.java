package io.contextdb.engine.diff;

import java.util.Arrays;

/** The lowest of many ids, as unsigned numbers, in memory of a fixed size. */
final class LowestIds {
    private final long[] ids;
    private final int kept;
    private int count;
    private boolean dropped;

    /** Greater ones are dropped already; meaningful once some were. */
    private long bound = -1;

    /**
     * None yet.
     *
     * @param kept how many are kept at least, 1 or more
     */
    LowestIds(int kept) {
        this.kept = kept;
        this.ids = new long[2 * kept];
    }

    /** Adds an id, which was not added before. */
    void add(long id) {
        if (dropped && Long.compareUnsigned(id, bound) > 0) {
            return;
        }
        if (count == ids.length) {
            sort();
            count = kept;
            bound = ids[kept - 1];
            dropped = true;
            if (Long.compareUnsigned(id, bound) > 0) {
                return;
            }
        }
        ids[count++] = id;
    }

    /** Those that are kept, ascending. */
    long[] sorted() {
        sort();
        return Arrays.copyOf(ids, dropped ? Math.min(count, kept) : count);
    }

    /** Whether there are greater ones that are not kept. */
    boolean incomplete() {
        return dropped;
    }

    private void sort() {
        for (int i = 0; i < count; i++) {
            ids[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(ids, 0, count);
        for (int i = 0; i < count; i++) {
            ids[i] ^= Long.MIN_VALUE;
        }
    }
}
