package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFileWriter;

/**
 * Which rows of other files are dead: {@code deletes/del-000042.dv}, a
 * {@link io.contextdb.storage.mmap.file.FileKind#DELETIONS} file with these sections:
 *
 * <pre>
 * 1 description   u64 rows; u64 how many of them are dead
 * 2 words         bits in u64 words, set for dead rows
 * </pre>
 *
 * <p>The snapshot's document says whether the rows are nodes or those of a vector space. There is no file when none is
 * dead. Thread-safe.
 */
public final class BitmapFile {
    static final int DESCRIPTION = 1;
    static final int WORDS = 2;

    private final DataFile file;
    private final long words;
    private final long rows;
    private final long dead;

    /** Reads an open file. */
    public BitmapFile(DataFile file) {
        this.file = file;
        long description = file.section(DESCRIPTION, 2, Long.BYTES).offset();
        this.rows = file.getLong(description);
        this.dead = file.getLong(description + Long.BYTES);
        this.words = file.section(WORDS, (rows + Long.SIZE - 1) / Long.SIZE, Long.BYTES)
                .offset();
    }

    /** Says which rows are dead. */
    @FunctionalInterface
    public interface DeadRows {
        /** Whether a row is dead. */
        boolean dead(int row);
    }

    /** Writes all sections. */
    public static void write(int rows, DeadRows source, DataFileWriter out) {
        long dead = 0;
        for (int row = 0; row < rows; row++) {
            dead += source.dead(row) ? 1 : 0;
        }
        out.begin(DESCRIPTION);
        out.putLong(rows);
        out.putLong(dead);
        out.end();
        out.begin(WORDS);
        for (long first = 0; first < rows; first += Long.SIZE) {
            long word = 0;
            for (int bit = 0; bit < Math.min(Long.SIZE, rows - first); bit++) {
                word |= source.dead((int) first + bit) ? 1L << bit : 0;
            }
            out.putLong(word);
        }
        out.end();
    }

    /** Whether a row is dead; one beyond the file's rows is not. */
    public boolean get(int row) {
        if (row >= rows) {
            return false;
        }
        long offset = words + (row >>> 6) * 8L;
        file.touch(offset);
        return (NativeMemory.getLong(file.address() + offset) & 1L << row) != 0;
    }

    /** How many rows it tells of. */
    public long rows() {
        return rows;
    }

    /** How many rows are dead. */
    public long deadCount() {
        return dead;
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}
