package io.contextdb.engine.search;

import io.contextdb.api.Metric;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.engine.scratch.RowQuery;
import io.contextdb.engine.version.ReadState;
import io.contextdb.engine.write.InputCheck;
import io.contextdb.engine.write.Norms;
import io.contextdb.engine.write.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * The most similar of all nodes. What an index covers is asked of the index, the rows behind its last batch are
 * scanned, and should the index find fewer than there are, everything is scanned: k hits whenever k exist.
 *
 * <p>A query is first {@linkplain #compareWithNode set} in the scratch, then run, and releases the state when it is
 * done. Stateless.
 */
public final class SimilaritySearch {
    /** Up to here comparing every row is faster than any index, and exact. */
    private static final int SCAN_ROWS_MAX = 512;

    private SimilaritySearch() {}

    /**
     * Compares with the vector of a live node.
     *
     * @param excludeItself whether the node is no hit
     */
    public static void compareWithNode(
            StorageView view, int node, String name, boolean excludeItself, QueryScratch scratch) {
        VectorSpace space = view.space(name);
        VectorRows rows = space == null ? null : view.rows(space.number());
        int row = rows == null ? -1 : rows.row(node);
        if (space == null || rows == null || row < 0) {
            throw Refusals.vectorNotFound(view.nodeId(node), name);
        }
        scratch.query.set(
                view,
                rows,
                scratch.scorer(space.options().metric(), rows.dimension()),
                rows.address(row),
                rows.inverseNorm(row),
                excludeItself ? row : RowQuery.NO_ROW);
    }

    /**
     * Compares with a vector of the caller; leaves the query unset when no vector of the space is there to be compared
     * with it.
     */
    public static void compareWithVector(StorageView view, float[] vector, String name, QueryScratch scratch) {
        VectorSpace space = view.space(name);
        if (space == null) {
            throw Refusals.indexNotFound(name);
        }
        InputCheck.vector(name, vector);
        Metric metric = space.options().metric();
        float inverseNorm = Norms.inverseNorm(name, metric, vector);
        int dimension = space.options().dimension();
        if (dimension == 0) {
            return;
        }
        if (vector.length != dimension) {
            throw Refusals.dimensionMismatch(name, vector.length, dimension);
        }
        scratch.query.set(
                view,
                view.rows(space.number()),
                scratch.scorer(metric, dimension),
                scratch.vector.set(vector),
                inverseNorm,
                RowQuery.NO_ROW);
    }

    /** Fills {@code result} with the most similar nodes to what the scratch's query compares with. */
    public static void run(ReadState state, SimilarityQuery query, QueryScratch scratch, SearchHits result) {
        result.clear();
        if (scratch.query.isSet() && scratch.query.eligible() > 0) {
            int k = Math.min(query.k(), scratch.query.eligible());
            VectorIndexReader index = query.exact() ? null : index(state, query.name());
            if (index == null || !throughIndex(index, query, k, scratch)) {
                scanAll(k, query.threshold(), scratch);
            }
            scratch.hits.drainTo(result);
        }
        scratch.query.release();
    }

    /** Fills {@code result} with every node at least as similar as the threshold. */
    public static void atLeast(double threshold, QueryScratch scratch, SearchHits result) {
        result.clear();
        if (scratch.query.isSet() && scratch.query.eligible() > 0) {
            scanAll(scratch.query.eligible(), threshold, scratch);
            scratch.hits.drainTo(result);
        }
        scratch.query.release();
    }

    private static void scanAll(int k, double threshold, QueryScratch scratch) {
        scratch.hits.reset(k, threshold);
        ExactScan.range(0, scratch.query.rows().count(), scratch);
    }

    /** Returns whether the hits are complete: as many as there are, up to k. */
    private static boolean throughIndex(VectorIndexReader index, SimilarityQuery query, int k, QueryScratch scratch) {
        RowQuery rowQuery = scratch.query;
        int indexed = index.indexedRows();
        int count = rowQuery.rows().count();
        if (count <= SCAN_ROWS_MAX || indexed == 0) {
            return false;
        }
        // The excluded row would be the first of the results.
        int wanted = rowQuery.excludedRow() == RowQuery.NO_ROW ? k : k + 1;
        if (!IndexSearch.run(index, wanted, query.ef(), null, scratch)) {
            return false;
        }
        VectorSearch search = scratch.search;
        scratch.hits.reset(k, query.threshold());
        // First what the index found: then few of the other rows are good enough to be looked at closely.
        int found = 0;
        for (int i = 0; i < search.resultCount(); i++) {
            if (search.resultRow(i) != rowQuery.excludedRow()) {
                ExactScan.offerScored(search.resultRow(i), search.resultScore(i), scratch);
                found++;
            }
        }
        search.release();
        return found + ExactScan.range(indexed, count, scratch) >= k;
    }

    private static @Nullable VectorIndexReader index(ReadState state, String name) {
        VectorSpace space = state.view().space(name);
        return space == null ? null : state.index(space.number());
    }
}
