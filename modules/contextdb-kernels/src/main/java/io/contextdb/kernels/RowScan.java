package io.contextdb.kernels;

import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorRows;
import org.jspecify.annotations.Nullable;

/**
 * The exact answer: scores every row that may be a result and offers it to a {@link NearestRows}. For whole spaces
 * without an index, for the rows an index has not taken in yet, and for candidate lists. Holds scratch memory,
 * allocates nothing while scanning; not thread-safe.
 */
public final class RowScan {
    private static final int BLOCK = 256;

    private final int[] block = new int[BLOCK];
    private final float[] scores = new float[BLOCK];

    /** A scan with its scratch memory. */
    public RowScan() {}

    /**
     * Offers the live rows from {@code from} to {@code to}, exclusive, that the filter accepts.
     *
     * @param filter which rows may be results; null for all live rows
     */
    public void scan(Query query, int from, int to, @Nullable RowFilter filter, NearestRows nearest) {
        VectorRows rows = query.rows();
        int count = 0;
        for (int row = from; row < to; row++) {
            if (rows.live(row) && (filter == null || filter.accepts(row))) {
                block[count++] = row;
                if (count == BLOCK) {
                    offer(query, count, nearest);
                    count = 0;
                }
            }
        }
        offer(query, count, nearest);
    }

    /**
     * Offers the rows {@code ordinals[from]} to {@code ordinals[to - 1]}, all of them: who lists rows has chosen them.
     */
    public void scan(Query query, int[] ordinals, int from, int to, NearestRows nearest) {
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            System.arraycopy(ordinals, at, block, 0, count);
            offer(query, count, nearest);
        }
    }

    private void offer(Query query, int count, NearestRows nearest) {
        query.score(block, 0, count, scores);
        for (int i = 0; i < count; i++) {
            long scoredRow = ScoredRow.of(scores[i], block[i]);
            if (scoredRow > nearest.threshold()) {
                nearest.offer(scoredRow);
            }
        }
    }
}
