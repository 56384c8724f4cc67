package io.contextdb.engine.search;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.engine.scratch.RowQuery;
import org.jspecify.annotations.Nullable;

/** Asks an index with what a scratch compares with. Stateless. */
public final class IndexSearch {
    private IndexSearch() {}

    /**
     * Leaves the {@code k} most similar rows in the scratch's search, which the caller releases. Returns false when the
     * index is damaged, or the vectors are that it looked at: then nothing is to be released, and comparing every row
     * gives the answer, or finds the damage too.
     *
     * @param filter which rows count; null for all
     */
    public static boolean run(
            VectorIndexReader index, int k, int ef, @Nullable RowFilter filter, QueryScratch scratch) {
        RowQuery query = scratch.query;
        VectorSearch search = scratch.search;
        search.set(query.rows(), query.query().address(), query.query().inverseNorm(), k, ef, filter);
        try {
            index.search(search);
            return true;
        } catch (ContextDbException e) {
            search.release();
            if (e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            return false;
        }
    }
}
