package io.contextdb.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.spi.VectorSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of scored rows and the collector of the best, against sorted lists. */
class NearestRowsTest {
    private static final long SEED = Long.getLong("contextdb.seed", 20260103L);

    private record Scored(float score, int row) {
        static final Comparator<Scored> BEST_FIRST =
                Comparator.comparing(Scored::score).reversed().thenComparing(Scored::row);
    }

    @Test
    void packAndUnpackAnyScoreAndRow() {
        float[] scores = {
            Float.NEGATIVE_INFINITY, -3e38f, -1, -Float.MIN_VALUE, 0, 1e-40f, 0.5f, Float.POSITIVE_INFINITY
        };
        int[] rows = {0, 1, 1 << 20, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};
        long before = Long.MIN_VALUE;
        for (float score : scores) {
            for (int i = rows.length - 1; i >= 0; i--) {
                long packed = ScoredRow.of(score, rows[i]);
                assertEquals(score, ScoredRow.score(packed));
                assertEquals(score, ScoredRow.score(packed | 1));
                assertEquals(rows[i], ScoredRow.row(packed));
                assertEquals(rows[i], ScoredRow.row(packed | 1));
                assertTrue(packed > before, score + " " + rows[i]);
                before = packed | 1;
            }
        }
        assertTrue(ScoredRow.NONE < ScoredRow.of(Float.NEGATIVE_INFINITY, Integer.MAX_VALUE));
    }

    @Test
    void keepTheBestInOrder() {
        System.out.println("-Dcontextdb.seed=" + SEED);
        Random random = new Random(SEED);
        NearestRows nearest = new NearestRows();
        VectorSearch search = new VectorSearch();
        for (int trial = 0; trial < 300; trial++) {
            int k = 1 + random.nextInt(100);
            int offered = random.nextInt(300);
            nearest.reset(k);
            search.clearResults();
            List<Scored> all = new ArrayList<>();
            for (int row = 0; row < offered; row++) {
                float score = random.nextInt(40) / 7f - 3 + 0f;
                boolean better = nearest.threshold() < ScoredRow.of(score, row);
                int sizeBefore = nearest.size();
                assertEquals(better, nearest.offer(ScoredRow.of(score, row)));
                assertEquals(Math.min(k, sizeBefore + 1), nearest.size());
                all.add(new Scored(score, row));
            }
            all.sort(Scored.BEST_FIRST);
            List<Scored> kept = new ArrayList<>();
            for (int place = 0; place < nearest.size(); place++) {
                long scoredRow = nearest.scoredRow(place);
                kept.add(new Scored(ScoredRow.score(scoredRow), ScoredRow.row(scoredRow)));
            }
            kept.sort(Scored.BEST_FIRST);
            assertEquals(all.subList(0, Math.min(k, offered)), kept);
            int limit = 1 + random.nextInt(k);
            nearest.drainTo(search, limit);
            assertEquals(Math.min(limit, offered), search.resultCount());
            for (int i = 0; i < search.resultCount(); i++) {
                assertEquals(all.get(i), new Scored(search.resultScore(i), search.resultRow(i)));
            }
        }
    }
}
