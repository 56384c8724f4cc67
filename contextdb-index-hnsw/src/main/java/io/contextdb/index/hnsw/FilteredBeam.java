package io.contextdb.index.hnsw;

import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.NearestRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.ScoredRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The search of level 0 when not every row may be a result, or when the beam is wide: follows the links of every row,
 * but keeps only rows that are live and accepted, and goes on until {@code width} of them are nearer than any row left,
 * or none is left. Wide beams come here because heaps grow slower than sorted arrays do.
 *
 * <p>Scratch memory of one thread; allocates only to grow.
 */
final class FilteredBeam {
    private final Visited visited = new Visited();
    private final NearestRows results = new NearestRows();
    /** A heap of the {@link ScoredRow}s whose links were not followed yet, the best on top. */
    private long[] candidates = new long[256];

    private int candidateCount;
    private int[] ids = new int[32];
    private float[] scores = new float[32];

    /** Searches from a row and puts the best k into the search's results. */
    void run(Graph graph, Query query, int startRow, int width, VectorSearch search) {
        VectorRows rows = search.rows();
        RowFilter filter = search.filter();
        boolean allLive = rows.liveCount() == rows.count();
        int capacity = graph.capacity(0);
        if (ids.length < capacity) {
            ids = new int[capacity];
            scores = new float[capacity];
        }
        visited.begin(graph.rows());
        visited.add(startRow);
        results.reset(width);
        candidateCount = 0;
        meet(ScoredRow.of(query.score(startRow), startRow), rows, allLive, filter);
        while (candidateCount > 0 && candidates[0] > results.threshold()) {
            int nearest = ScoredRow.row(takeBest());
            int count = visited.addAll(graph.links(0, nearest), capacity, ids);
            query.score(ids, 0, count, scores);
            for (int i = 0; i < count; i++) {
                long scoredRow = ScoredRow.of(scores[i], ids[i]);
                if (scoredRow > results.threshold()) {
                    meet(scoredRow, rows, allLive, filter);
                }
            }
        }
        results.drainTo(search, search.k());
    }

    private void meet(long scoredRow, VectorRows rows, boolean allLive, @Nullable RowFilter filter) {
        addCandidate(scoredRow);
        int row = ScoredRow.row(scoredRow);
        if ((allLive || rows.live(row)) && (filter == null || filter.accepts(row))) {
            results.offer(scoredRow);
        }
    }

    private void addCandidate(long scoredRow) {
        if (candidateCount == candidates.length) {
            candidates = Arrays.copyOf(candidates, candidateCount * 2);
        }
        int at = candidateCount++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (candidates[parent] >= scoredRow) {
                break;
            }
            candidates[at] = candidates[parent];
            at = parent;
        }
        candidates[at] = scoredRow;
    }

    private long takeBest() {
        long best = candidates[0];
        long moved = candidates[--candidateCount];
        int at = 0;
        for (int child = 1; child < candidateCount; child = 2 * at + 1) {
            if (child + 1 < candidateCount && candidates[child + 1] > candidates[child]) {
                child++;
            }
            if (candidates[child] <= moved) {
                break;
            }
            candidates[at] = candidates[child];
            at = child;
        }
        candidates[at] = moved;
        return best;
    }
}
