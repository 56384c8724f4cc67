package io.contextdb.engine.hybrid;

import io.contextdb.api.HybridResult;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.engine.scratch.RowSet;
import io.contextdb.engine.search.ExactScan;
import io.contextdb.engine.search.IndexSearch;
import io.contextdb.engine.traversal.Walk;
import io.contextdb.engine.version.ReadState;

/**
 * The most similar among the nodes a traversal reaches. The neighbourhood comes first and limits the search, so hits
 * are always inside it, each once, and there are k of them whenever k nodes of it have a vector.
 *
 * <p>What to compare with is set in the scratch by {@link io.contextdb.engine.search.SimilaritySearch}. Thread-safe.
 */
public final class HybridSearch {
    private final HybridPlan plan;

    /** A search that decides in this way. */
    public HybridSearch(HybridPlan plan) {
        this.plan = plan;
    }

    /** Fills {@code result} with the nodes reached from a live node and the most similar of them. */
    public void run(
            ReadState state,
            int start,
            Traversal traversal,
            SimilarityQuery query,
            QueryScratch scratch,
            HybridResult result) {
        result.clear();
        StorageView view = state.view();
        Walk.begin(view, start, traversal, scratch, result.related());
        if (scratch.query.isSet()) {
            RowSet candidates = scratch.candidates;
            collect(scratch.query.rows(), scratch);
            if (candidates.count() > 0) {
                search(state, query, scratch);
                scratch.hits.drainTo(result.hits());
            }
            candidates.clear();
        }
        Walk.end(scratch);
        scratch.query.release();
    }

    private static void collect(VectorRows rows, QueryScratch scratch) {
        int[] nodes = Walk.nodes(scratch);
        int to = Walk.to(scratch);
        for (int i = Walk.from(scratch); i < to; i++) {
            int row = rows.row(nodes[i]);
            if (row >= 0) {
                scratch.candidates.add(row);
            }
        }
    }

    private void search(ReadState state, SimilarityQuery query, QueryScratch scratch) {
        VectorSpace space = state.view().space(query.name());
        VectorIndexReader index = space == null ? null : state.index(space.number());
        RowSet candidates = scratch.candidates;
        int k = Math.min(query.k(), candidates.count());
        if (query.exact()
                || space == null
                || index == null
                || plan.scans(candidates.count(), index.searchCost(k, query.ef(), candidates.count()))
                || !throughIndex(index, query, k, scratch)) {
            scratch.hits.reset(k, query.threshold());
            ExactScan.rows(candidates.rows(), 0, candidates.count(), scratch);
        }
    }

    /** Returns whether the hits are complete: as many as there are, up to k. */
    private static boolean throughIndex(VectorIndexReader index, SimilarityQuery query, int k, QueryScratch scratch) {
        RowSet candidates = scratch.candidates;
        int covered = candidates.beginFilter(index.indexedRows());
        try {
            if (!IndexSearch.run(index, k, query.ef(), candidates, scratch)) {
                return false;
            }
        } finally {
            candidates.endFilter(covered);
        }
        VectorSearch search = scratch.search;
        int found = search.resultCount();
        scratch.hits.reset(k, query.threshold());
        for (int i = 0; i < found; i++) {
            ExactScan.offerScored(search.resultRow(i), search.resultScore(i), scratch);
        }
        search.release();
        ExactScan.rows(candidates.rows(), covered, candidates.count(), scratch);
        return found >= Math.min(k, covered);
    }
}
