package io.contextdb.storage.mmap.base;

/** The blocks of rows into which columns are cut. */
final class RowBlocks {
    /** Rows in a block, as a power of two. */
    static final int SHIFT = 16;

    /** Rows in a block. */
    static final int ROWS = 1 << SHIFT;

    private RowBlocks() {}

    /** How many blocks there are for a number of rows. */
    static int count(int rows) {
        return (int) ((long) rows + ROWS - 1 >>> SHIFT);
    }

    /** How many rows a block has. */
    static int rows(int block, int rows) {
        return (int) Math.min(ROWS, rows - ((long) block << SHIFT));
    }
}
