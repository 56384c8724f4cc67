package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;

/** The ids of a file's rows: a number for the first when each is one above the one before, else a section of them. */
final class IdColumn {
    private final DataFile file;
    private final long first;
    /** Where the ids are in the file, or -1 when they are dense. */
    private final long offset;

    private final int count;

    private IdColumn(DataFile file, long first, long offset, int count) {
        this.file = file;
        this.first = first;
        this.offset = offset;
        this.count = count;
    }

    /** Ids that follow each other from {@code first} on. */
    static IdColumn dense(DataFile file, long first, int count) {
        return new IdColumn(file, first, -1, count);
    }

    /** Ids in a section. */
    static IdColumn listed(DataFile file, Section section, int count) {
        return new IdColumn(file, 0, section.offset(), count);
    }

    boolean dense() {
        return offset < 0;
    }

    long first() {
        return first;
    }

    /** Where the ids are in the file, when they are not dense. */
    long offset() {
        return offset;
    }

    /** The id of a row. */
    long get(int row) {
        if (offset < 0) {
            return first + row;
        }
        long at = offset + (long) row * Long.BYTES;
        file.touch(at);
        return NativeMemory.getLong(file.address() + at);
    }

    /** The row of an id when ids are dense, or -1. */
    int findDense(long id) {
        long row = id - first;
        return row >= 0 && row < count ? (int) row : -1;
    }

    /** The row of an id when ids ascend as unsigned numbers, or -1. */
    int findAscending(long id) {
        if (offset < 0) {
            return findDense(id);
        }
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = Long.compareUnsigned(get(middle), id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
