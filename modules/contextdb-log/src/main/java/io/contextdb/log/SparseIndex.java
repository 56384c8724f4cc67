package io.contextdb.log;

import java.util.Arrays;

/**
 * Where some groups of a segment begin, one each 64 KiB or so, to find a record without reading the segment from its
 * beginning. Thread-safe.
 */
final class SparseIndex {
    private static final int SPACING_BYTES = 64 << 10;

    private long[] indexes = new long[4];
    private long[] positions = new long[4];
    private int count;

    /** Knows the first group of a segment. */
    SparseIndex(long firstIndex) {
        indexes[0] = firstIndex;
        positions[0] = SegmentHeader.FIRST_GROUP;
        count = 1;
    }

    /** Learns of a group; those near the last one known are left out. */
    synchronized void add(long firstIndex, long position) {
        if (position < positions[count - 1] + SPACING_BYTES) {
            return;
        }
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, count * 2);
            positions = Arrays.copyOf(positions, count * 2);
        }
        indexes[count] = firstIndex;
        positions[count] = position;
        count++;
    }

    /**
     * The position of a group at or before the one that holds {@code index}, which is not below the segment's first.
     */
    synchronized long position(long index) {
        int found = Arrays.binarySearch(indexes, 0, count, index);
        return positions[found >= 0 ? found : -found - 2];
    }
}
