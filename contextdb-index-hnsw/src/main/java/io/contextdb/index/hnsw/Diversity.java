package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.ScoredRow;
import io.contextdb.kernels.Scorer;
import java.util.Arrays;

/**
 * Chooses the links of a list: the paper's algorithm 4, SELECT-NEIGHBORS-HEURISTIC. From the best candidate to the
 * worst, one is kept when none kept before is nearer to it than the list's owner is, so that links lead in different
 * directions.
 *
 * <p>A tie keeps the candidate: otherwise one copy of the owner's vector among the links would shut out all others,
 * since everything is as near to the copy as to the owner. Copies take at most half of a list, so that a crowd of them
 * still has links to elsewhere.
 *
 * <p>Scratch memory of one thread.
 */
final class Diversity {
    /** Bit 0 of a candidate that is kept whatever it is near to. */
    static final long KEEP = 1;

    private static final int STEP = 4;

    private final Scorer scorer;
    private final VectorRows rows;
    private final Query query = new Query();
    private final int[] keptRows;
    private final float[] scores;
    /** How many more copies of the owner may be chosen. */
    private int copiesLeft;

    Diversity(Scorer scorer, VectorRows rows, int linksMax) {
        this.scorer = scorer;
        this.rows = rows;
        this.keptRows = new int[linksMax + STEP];
        this.scores = new float[linksMax + STEP];
    }

    /**
     * Moves the chosen candidates to the front, in their order, and returns how many they are.
     *
     * @param candidates {@link ScoredRow}s of ids, best first
     * @param limit the most that may be chosen, at least those to keep
     */
    int choose(Graph graph, int level, long[] candidates, int count, int limit) {
        int toKeep = 0;
        for (int i = 0; i < count; i++) {
            toKeep += (int) (candidates[i] & KEEP);
        }
        int kept = 0;
        copiesLeft = Math.max(1, limit / 2);
        for (int i = 0; i < count && kept < limit; i++) {
            long candidate = candidates[i];
            int row = graph.row(level, ScoredRow.row(candidate));
            boolean chosen;
            if ((candidate & KEEP) != 0) {
                toKeep--;
                chosen = true;
            } else {
                chosen = kept + toKeep < limit && isDiverse(row, ScoredRow.score(candidate), kept);
            }
            if (chosen) {
                // What follows the last row is scored with it, so it must be a row.
                Arrays.fill(keptRows, kept, kept + STEP, row);
                candidates[kept++] = candidate;
            }
        }
        return kept;
    }

    private boolean isDiverse(int row, float score, int kept) {
        query.set(scorer, rows, row);
        boolean tied = false;
        for (int from = 0; from < kept; from += STEP) {
            // Four rows take little longer than one, and two or three not as long as one by one.
            int to = kept == 1 ? 1 : from + STEP;
            query.score(keptRows, from, to, scores);
            for (int i = from; i < to; i++) {
                if (scores[i] > score) {
                    return false;
                }
                tied |= scores[i] == score;
            }
        }
        // A copy of the owner ties with the copies kept before; only then is it worth a look at the row's own score.
        return !tied || score < query.score(row) || copiesLeft-- > 0;
    }
}
