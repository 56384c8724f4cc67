package io.contextdb.engine.scratch;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.Scorer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a vector space are compared with, the state they belong to, and a row that is no hit. Set, used and
 * released within one query.
 */
public final class RowQuery {
    /** No row is left out. */
    public static final int NO_ROW = -1;

    private final Query query = new Query();
    private @Nullable StorageView view;
    private int excludedRow = NO_ROW;

    /** A query that is not set. */
    public RowQuery() {}

    /**
     * Sets everything.
     *
     * @param newAddress the query's vector, laid out as a row
     * @param newInverseNorm its inverse norm as {@link VectorRows#inverseNorm} says
     * @param newExcludedRow a row that is no hit, or {@link #NO_ROW}
     */
    public void set(
            StorageView newView,
            VectorRows newRows,
            Scorer newScorer,
            long newAddress,
            float newInverseNorm,
            int newExcludedRow) {
        view = newView;
        query.set(newScorer, newRows, newAddress, newInverseNorm);
        excludedRow = newExcludedRow;
    }

    /** Whether there is anything to compare with. */
    public boolean isSet() {
        return query.isSet();
    }

    /** The state the rows belong to. */
    public StorageView view() {
        return Objects.requireNonNull(view);
    }

    /** The rows that are compared. */
    public VectorRows rows() {
        return query.rows();
    }

    /** The rows, how they are compared and with what vector. */
    public Query query() {
        return query;
    }

    /** The row that is no hit, or {@link #NO_ROW}. */
    public int excludedRow() {
        return excludedRow;
    }

    /** The number of rows that may be hits. */
    public int eligible() {
        return rows().liveCount() - (excludedRow == NO_ROW ? 0 : 1);
    }

    /** Lets go of the state. */
    public void release() {
        view = null;
        query.release();
        excludedRow = NO_ROW;
    }
}
