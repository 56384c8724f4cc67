package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFile.Region;
import io.contextdb.storage.mmap.file.Section;
import org.jspecify.annotations.Nullable;

/** The ids of a file's rows: a number for the first when each is one above the one before, else a section of them. */
final class IdColumn {
    private final long first;
    /** Where the ids are in the file, or -1 when they are dense. */
    private final long offset;

    /** The ids; null when they are dense. */
    private final @Nullable Region listed;

    private final int count;

    private IdColumn(long first, long offset, @Nullable Region listed, int count) {
        this.first = first;
        this.offset = offset;
        this.listed = listed;
        this.count = count;
    }

    /** Ids that follow each other from {@code first} on. */
    static IdColumn dense(long first, int count) {
        return new IdColumn(first, -1, null, count);
    }

    /** Ids in a section. */
    static IdColumn listed(DataFile file, Section section, int count) {
        return new IdColumn(0, section.offset(), file.region(section), count);
    }

    boolean dense() {
        return listed == null;
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
        Region column = listed;
        return column == null ? first + row : get(column, row);
    }

    private static long get(Region column, int row) {
        long place = (long) row * Long.BYTES;
        column.touch(place, Long.BYTES);
        return NativeMemory.getLong(column.address() + place);
    }

    /** The ids of {@code rows[from] .. rows[to - 1]}, into {@code target} from its beginning on. */
    void get(int[] rows, int from, int to, long[] target) {
        Region column = listed;
        if (column == null) {
            for (int i = from; i < to; i++) {
                target[i - from] = first + rows[i];
            }
        } else {
            for (int i = from; i < to; i++) {
                target[i - from] = get(column, rows[i]);
            }
        }
    }

    /** The row of an id when ids are dense, or -1. */
    int findDense(long id) {
        long row = id - first;
        return row >= 0 && row < count ? (int) row : -1;
    }

    /** The row of an id when ids ascend as unsigned numbers, or -1. */
    int findAscending(long id) {
        if (dense()) {
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
