package io.contextdb.api.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One search of a vector index: what is looked for, the room for results, and the provider's scratch memory. An object
 * of the caller that is used again and again by one thread at a time, so that a search allocates nothing.
 *
 * <p>Scores rank rows, higher is nearer: the cosine, the inner product, or minus the squared Euclidean distance. Their
 * bits do not depend on the kernel that computed them.
 */
public final class VectorSearch {
    private @Nullable VectorRows rows;
    private long queryAddress;
    private float queryInverseNorm;
    private int k;
    private int ef;
    private @Nullable RowFilter filter;
    private int[] resultRows = new int[16];
    private float[] resultScores = new float[16];
    private int resultCount;
    private @Nullable Object scratch;

    /**
     * Sets what is looked for.
     *
     * @param newRows the rows to search
     * @param newQueryAddress the query, laid out as a row
     * @param newQueryInverseNorm 1 / norm of the query under cosine, else 1
     * @param newK the greatest number of results, at least 1
     * @param newEf the search width, 0 for the index's default
     * @param newFilter which rows may be results; null for all live rows
     */
    public void set(
            VectorRows newRows,
            long newQueryAddress,
            float newQueryInverseNorm,
            int newK,
            int newEf,
            @Nullable RowFilter newFilter) {
        rows = newRows;
        queryAddress = newQueryAddress;
        queryInverseNorm = newQueryInverseNorm;
        k = newK;
        ef = newEf;
        filter = newFilter;
        resultCount = 0;
    }

    /** The rows to search. */
    public VectorRows rows() {
        VectorRows present = rows;
        if (present == null) {
            throw new IllegalStateException("set was not called");
        }
        return present;
    }

    /** The address of the query, laid out as a row. */
    public long queryAddress() {
        return queryAddress;
    }

    /** 1 / norm of the query under cosine, else 1. */
    public float queryInverseNorm() {
        return queryInverseNorm;
    }

    /** The greatest number of results. */
    public int k() {
        return k;
    }

    /** The search width; 0 asks for the index's default. */
    public int ef() {
        return ef;
    }

    /** Which rows may be results; null means all live rows. */
    public @Nullable RowFilter filter() {
        return filter;
    }

    /** Forgets rows and filter, so that they can be freed; results and scratch memory stay. */
    public void release() {
        rows = null;
        filter = null;
    }

    /** Removes all results. */
    public void clearResults() {
        resultCount = 0;
    }

    /** Appends a result; whoever fills keeps the order: score descending, then row ascending. */
    public void addResult(int row, float score) {
        if (resultCount == resultRows.length) {
            resultRows = Arrays.copyOf(resultRows, resultCount * 2);
            resultScores = Arrays.copyOf(resultScores, resultCount * 2);
        }
        resultRows[resultCount] = row;
        resultScores[resultCount] = score;
        resultCount++;
    }

    /** The number of results. */
    public int resultCount() {
        return resultCount;
    }

    /** The row at {@code position}. */
    public int resultRow(int position) {
        assert position < resultCount;
        return resultRows[position];
    }

    /** The score at {@code position}. */
    public float resultScore(int position) {
        assert position < resultCount;
        return resultScores[position];
    }

    /** What the provider that searched last left here for its next search; providers check the type. */
    public @Nullable Object scratch() {
        return scratch;
    }

    /** Leaves the provider's scratch memory here. It must need no closing. */
    public void scratch(@Nullable Object newScratch) {
        scratch = newScratch;
    }
}
