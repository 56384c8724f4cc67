package io.contextdb.storage.mmap.delta;

import io.contextdb.memory.NativeMemory;

/**
 * Which rows of the base have a record in the delta. A row that has none costs one bit looked at, and nothing while no
 * row has one. A reader may meet records that are newer than its view; they tell it nothing.
 */
final class TouchedTable {
    private final DeltaMemory memory;
    private final int rows;
    private final LongIntMap records;
    /** The address of the bits, 0 before the first record. */
    private volatile long bits;

    private int count;

    TouchedTable(DeltaMemory memory, int rows) {
        this.memory = memory;
        this.rows = rows;
        this.records = new LongIntMap(memory);
    }

    /** The number of the record of a row, or -1. */
    int get(int row) {
        long present = bits;
        if (present == 0 || (NativeMemory.getLong(present + (row >>> 6) * 8L) & 1L << row) == 0) {
            return -1;
        }
        return records.get(row);
    }

    /** The lowest row from one on that has a record, or -1. */
    int next(int from) {
        long present = bits;
        if (present == 0) {
            return -1;
        }
        long mask = -1L << from;
        for (long first = from & -Long.SIZE; first < rows; first += Long.SIZE) {
            long word = NativeMemory.getLongAcquire(present + first / Byte.SIZE) & mask;
            if (word != 0) {
                return (int) first + Long.numberOfTrailingZeros(word);
            }
            mask = -1;
        }
        return -1;
    }

    /** Numbers the next record, for a row that has none. */
    int add(int row) {
        assert get(row) < 0;
        records.put(row, count);
        if (bits == 0) {
            bits = memory.allocate(((long) rows + 63 >>> 6) * 8);
        }
        long word = bits + (row >>> 6) * 8L;
        NativeMemory.putLongRelease(word, NativeMemory.getLong(word) | 1L << row);
        return count++;
    }
}
