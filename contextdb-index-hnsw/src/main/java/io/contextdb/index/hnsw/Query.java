package io.contextdb.index.hnsw;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What rows are compared with: a vector, and the rows themselves. An object that is set again and again, by one thread at a time. */
final class Query {
    private static final Scorer NONE = new Scorer(Metric.DOT, 1);

    private Scorer scorer = NONE;
    private @Nullable VectorRows rows;
    private long address;
    private float inverseNorm;

    /** Compares rows with a vector from now on. */
    void set(Scorer newScorer, VectorRows newRows, long newAddress, float newInverseNorm) {
        scorer = newScorer;
        rows = newRows;
        address = newAddress;
        inverseNorm = newInverseNorm;
    }

    /** Compares rows with one of them from now on. */
    void set(Scorer newScorer, VectorRows newRows, int row) {
        set(newScorer, newRows, newRows.address(row), newRows.inverseNorm(row));
    }

    /** Forgets the rows, so that they can be freed. */
    void release() {
        rows = null;
    }

    float score(int row) {
        return scorer.score(rows(), address, inverseNorm, row);
    }

    /** The scores of {@code ordinals[from]} to {@code ordinals[to - 1]}, at the same places of {@code scores}. */
    void score(int[] ordinals, int from, int to, float[] scores) {
        scorer.score(rows(), address, inverseNorm, ordinals, from, to, scores);
    }

    private VectorRows rows() {
        return Objects.requireNonNull(rows);
    }
}
