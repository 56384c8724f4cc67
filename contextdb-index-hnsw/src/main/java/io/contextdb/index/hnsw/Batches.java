package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorRows;

/**
 * Where batches of rows end: a pure function of row ordinals. A batch has 2 % of the rows before it, at least one row
 * and at most 256 KiB of rows.
 *
 * <p>Rows of one batch do not see each other while they are linked, so a batch must be small beside the graph; and rows
 * after the last batch are scanned by every search, so it must be small beside what a search costs: 256 KiB take some
 * 10 us, a search among 100,000 rows 100 us.
 */
final class Batches {
    private static final int ROWS_BYTES_MAX = 1 << 18;
    private static final int PARTS = 50;

    private final int rowsMax;

    Batches(int dimension) {
        rowsMax = Math.max(1, ROWS_BYTES_MAX / (VectorRows.paddedDimension(dimension) * Float.BYTES));
    }

    /** The end of the batch that begins at {@code start}, which is itself the end of one, or 0. */
    int end(int start) {
        return (int) Math.min(Integer.MAX_VALUE, start + Math.clamp(start / PARTS, 1L, rowsMax));
    }

    /** The greatest end that is at most {@code rows}. */
    int boundary(int rows) {
        int end = 0;
        while (end / PARTS < rowsMax) {
            int next = end(end);
            if (next > rows) {
                return end;
            }
            end = next;
        }
        return rows < end ? end : end + (rows - end) / rowsMax * rowsMax;
    }
}
