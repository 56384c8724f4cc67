package io.contextdb.engine.scratch;

import io.contextdb.api.spi.RowFilter;
import java.util.Arrays;

/**
 * Live rows of one vector space, as a list and as a filter for an index. Filled by one query, read by the threads of
 * its search.
 */
public final class RowSet implements RowFilter {
    private final OrdinalSet set = new OrdinalSet();
    private int[] rows = new int[64];
    private int count;

    /** No rows. */
    public RowSet() {}

    /** Adds a row that is not in yet. */
    public void add(int row) {
        if (count == rows.length) {
            // Always a multiple of four.
            rows = Arrays.copyOf(rows, count + (count >> 1) + 3 & ~3);
        }
        rows[count++] = row;
    }

    /** The rows in the order they were added; the first {@link #count()} count. */
    public int[] rows() {
        return rows;
    }

    /** The number of rows. */
    public int count() {
        return count;
    }

    /**
     * Repeats the last row behind the others until their number is a multiple of four, and returns that number. The
     * rows counted stay the same. Kernels take rows in fours; what is left over costs more one by one.
     */
    public int padToFours() {
        int end = count + 3 & ~3;
        for (int i = count; i < end; i++) {
            rows[i] = rows[count - 1];
        }
        return end;
    }

    /**
     * Puts the rows below {@code limit} first and makes {@link #accepts} answer for them, until {@link #endFilter};
     * returns how many they are.
     */
    public int beginFilter(int limit) {
        set.reserve(limit);
        int below = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row < limit) {
                rows[i] = rows[below];
                rows[below++] = row;
                set.add(row);
            }
        }
        return below;
    }

    /** Ends what {@link #beginFilter} began. */
    public void endFilter(int below) {
        set.removeAll(rows, 0, below);
    }

    @Override
    public boolean accepts(int row) {
        return set.contains(row);
    }

    /** Forgets the rows and keeps the room. */
    public void clear() {
        count = 0;
    }
}
