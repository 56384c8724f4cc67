package io.contextdb.index.ivf;

import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.RowScan;
import io.contextdb.kernels.ScoredRow;
import io.contextdb.kernels.Scorer;
import org.jspecify.annotations.Nullable;

/**
 * Scans the lists whose centroids are nearest to the query. When these hold fewer than k rows that may be results, four
 * times as many lists are scanned, until there are k or no list is left: k results whenever k exist.
 *
 * <p>Scratch memory of one thread; allocates only to grow. Lives in a {@link VectorSearch}.
 */
final class IvfSearch {
    private static final int BLOCK = 256;
    private static final int WIDENING = 4;

    private final NearestRows nearestLists = new NearestRows();
    private final NearestRows nearestRows = new NearestRows();
    private final Query query = new Query();
    private final RowScan scan = new RowScan();
    private final int[] block = new int[BLOCK];
    private float[] scores = new float[64];

    /** Searches a state that has rows. */
    void run(IvfState state, Scorer scorer, int probesFirst, VectorSearch search) {
        int lists = state.lists();
        if (scores.length < lists) {
            scores = new float[lists + (lists >> 1)];
        }
        query.set(scorer, state.centroids(), search.queryAddress(), search.queryInverseNorm());
        query.scoreFirst(lists, scores);
        query.set(scorer, search);
        long probes = probesFirst;
        do {
            probe((int) Math.min(probes, lists), state, search);
            probes *= WIDENING;
        } while (nearestRows.size() < search.k() && probes / WIDENING < lists);
        query.release();
        nearestRows.drainTo(search, search.k());
    }

    private void probe(int probes, IvfState state, VectorSearch search) {
        nearestLists.reset(probes);
        for (int list = 0; list < state.lists(); list++) {
            long scoredList = ScoredRow.of(scores[list], list);
            if (scoredList > nearestLists.threshold()) {
                nearestLists.offer(scoredList);
            }
        }
        nearestRows.reset(search.k());
        for (int place = 0; place < nearestLists.size(); place++) {
            int list = ScoredRow.row(nearestLists.scoredRow(place));
            scan(state.frozen(), list, search);
            scan(state.later(), list, search);
        }
    }

    private void scan(Postings postings, int list, VectorSearch search) {
        int end = postings.start(list + 1);
        for (int at = postings.start(list); at < end; at += BLOCK) {
            int count = Math.min(BLOCK, end - at);
            postings.copy(at, at + count, block);
            count = keep(count, search.rows(), search.filter());
            scan.scan(query, block, 0, count, nearestRows);
        }
    }

    /** Moves the rows of the block that may be results to its front; returns how many there are. */
    private int keep(int count, VectorRows rows, @Nullable RowFilter filter) {
        if (filter == null && rows.liveCount() == rows.count()) {
            return count;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = block[i];
            if (rows.live(row) && (filter == null || filter.accepts(row))) {
                block[kept++] = row;
            }
        }
        return kept;
    }
}
