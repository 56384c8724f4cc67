package io.contextdb.kernels;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What rows are compared with, and how: the rows, a vector, and the scorer. An object that is set again and again, by
 * one thread at a time; nothing is allocated.
 */
public final class Query {
    private static final Scorer NONE = new Scorer(Metric.DOT, 1);

    private Scorer scorer = NONE;
    private @Nullable VectorRows rows;
    private long address;
    private float inverseNorm;

    /** A query that is not set. */
    public Query() {}

    /**
     * Compares rows with a vector from now on.
     *
     * @param newAddress the vector, laid out as a row
     * @param newInverseNorm its inverse norm as {@link VectorRows#inverseNorm} says
     */
    public void set(Scorer newScorer, VectorRows newRows, long newAddress, float newInverseNorm) {
        scorer = newScorer;
        rows = newRows;
        address = newAddress;
        inverseNorm = newInverseNorm;
    }

    /** Compares rows with one of them from now on. */
    public void set(Scorer newScorer, VectorRows newRows, int row) {
        set(newScorer, newRows, newRows.address(row), newRows.inverseNorm(row));
    }

    /** Compares the rows of a search with its vector from now on. */
    public void set(Scorer newScorer, VectorSearch search) {
        set(newScorer, search.rows(), search.queryAddress(), search.queryInverseNorm());
    }

    /** Forgets the rows, so that they can be freed. */
    public void release() {
        rows = null;
    }

    /** Whether there is anything to compare with. */
    public boolean isSet() {
        return rows != null;
    }

    /** The rows that are compared. */
    public VectorRows rows() {
        return Objects.requireNonNull(rows);
    }

    /** How they are compared. */
    public Scorer scorer() {
        return scorer;
    }

    /** The address of the vector. */
    public long address() {
        return address;
    }

    /** Its inverse norm. */
    public float inverseNorm() {
        return inverseNorm;
    }

    /** The score of a row. */
    public float score(int row) {
        return scorer.score(rows(), address, inverseNorm, row);
    }

    /**
     * The scores of many rows: {@code scores[i]} becomes that of {@code ordinals[i]} for {@code from <= i < to}. Faster
     * for each row than one at a time.
     */
    public void score(int[] ordinals, int from, int to, float[] scores) {
        scorer.score(rows(), address, inverseNorm, ordinals, from, to, scores);
    }

    /** The scores of the first rows: {@code scores[i]} becomes that of row {@code i < count}. */
    public void scoreFirst(int count, float[] scores) {
        scorer.scoreFirst(rows(), address, inverseNorm, count, scores);
    }
}
