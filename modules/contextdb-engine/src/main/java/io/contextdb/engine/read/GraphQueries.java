package io.contextdb.engine.read;

import io.contextdb.api.GraphPath;
import io.contextdb.api.HybridResult;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.hybrid.HybridPlan;
import io.contextdb.engine.hybrid.HybridSearch;
import io.contextdb.engine.path.ShortestPath;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.engine.scratch.ScratchPool;
import io.contextdb.engine.search.SimilaritySearch;
import io.contextdb.engine.traversal.Walk;
import io.contextdb.engine.version.ReadState;

/**
 * The queries on hot paths, by ids. Each borrows scratch and allocates nothing once that and the result have grown. One
 * object serves all readers of a database, on any thread; the state is valid during the call.
 */
public final class GraphQueries {
    private final ScratchPool pool = new ScratchPool();

    private final HybridSearch hybrid;

    /** Queries with a pool of their own. */
    public GraphQueries() {
        this(HybridPlan.CHEAPER);
    }

    /** Queries that plan hybrid searches by these costs. */
    public GraphQueries(HybridPlan plan) {
        hybrid = new HybridSearch(plan);
    }

    /** The nodes reached from a node. */
    public void related(ReadState state, long id, Traversal traversal, NodeList result) {
        StorageView view = state.view();
        int start = EntityReader.requireNode(view, id);
        QueryScratch scratch = pool.take();
        Walk.begin(view, start, traversal, scratch, result);
        Walk.end(scratch);
        pool.giveBack(scratch);
    }

    /** A shortest path between two nodes. */
    public void shortestPath(ReadState state, long from, long to, Traversal traversal, GraphPath result) {
        StorageView view = state.view();
        int start = EntityReader.requireNode(view, from);
        int end = EntityReader.requireNode(view, to);
        QueryScratch scratch = pool.take();
        ShortestPath.find(view, start, end, traversal, scratch, result);
        pool.giveBack(scratch);
    }

    /** The nodes most similar to a node. */
    public void similar(ReadState state, long id, SimilarityQuery query, SearchHits result) {
        StorageView view = state.view();
        int node = EntityReader.requireNode(view, id);
        QueryScratch scratch = pool.take();
        SimilaritySearch.compareWithNode(view, node, query.name(), true, scratch);
        SimilaritySearch.run(state, query, scratch, result);
        pool.giveBack(scratch);
    }

    /** The nodes most similar to a vector. */
    public void similar(ReadState state, float[] vector, SimilarityQuery query, SearchHits result) {
        QueryScratch scratch = pool.take();
        SimilaritySearch.compareWithVector(state.view(), vector, query.name(), scratch);
        SimilaritySearch.run(state, query, scratch, result);
        pool.giveBack(scratch);
    }

    /** All nodes at least as similar to a node as the threshold. */
    public void similarAtLeast(ReadState state, long id, String name, double threshold, SearchHits result) {
        StorageView view = state.view();
        int node = EntityReader.requireNode(view, id);
        QueryScratch scratch = pool.take();
        SimilaritySearch.compareWithNode(view, node, name, true, scratch);
        SimilaritySearch.atLeast(threshold, scratch, result);
        pool.giveBack(scratch);
    }

    /** The nodes most similar to a vector among those reached from a node. */
    public void hybrid(
            ReadState state,
            long start,
            Traversal traversal,
            float[] vector,
            SimilarityQuery query,
            HybridResult result) {
        StorageView view = state.view();
        int node = EntityReader.requireNode(view, start);
        QueryScratch scratch = pool.take();
        SimilaritySearch.compareWithVector(view, vector, query.name(), scratch);
        hybrid.run(state, node, traversal, query, scratch, result);
        pool.giveBack(scratch);
    }

    /** The nodes most similar to node {@code like} among those reached from another. */
    public void hybrid(
            ReadState state, long start, Traversal traversal, long like, SimilarityQuery query, HybridResult result) {
        StorageView view = state.view();
        int node = EntityReader.requireNode(view, start);
        int likeNode = EntityReader.requireNode(view, like);
        QueryScratch scratch = pool.take();
        SimilaritySearch.compareWithNode(view, likeNode, query.name(), false, scratch);
        hybrid.run(state, node, traversal, query, scratch, result);
        pool.giveBack(scratch);
    }
}
