package io.contextdb.engine.read;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphPath;
import io.contextdb.api.GraphReader;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Limits;
import io.contextdb.api.NeighborStatistics;
import io.contextdb.api.Node;
import io.contextdb.api.NodeList;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.engine.version.ReadState;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A {@link GraphReader} over states that are acquired for each call and released after it. Allocates nothing itself
 * where the result is the caller's.
 */
public abstract class StateReader implements GraphReader {
    private final GraphQueries queries;
    private final Limits limits;

    /** A reader that borrows its scratch from {@code queries}. */
    protected StateReader(GraphQueries queries, Limits limits) {
        this.queries = queries;
        this.limits = limits;
    }

    /** The state a call reads from, held until it is closed. {@code CLOSED} when there is none any more. */
    protected abstract ReadState acquire();

    @Override
    public final long commitIndex() {
        try (ReadState state = acquire()) {
            return state.view().position().index();
        }
    }

    // --- entities

    @Override
    public final Optional<Node> findNode(long id) {
        try (ReadState state = acquire()) {
            return EntityReader.findNode(state.view(), id);
        }
    }

    @Override
    public final boolean nodeExists(long id) {
        try (ReadState state = acquire()) {
            return state.view().node(id) >= 0;
        }
    }

    @Override
    public final Optional<Edge> findEdge(long edgeId) {
        try (ReadState state = acquire()) {
            return EntityReader.findEdge(state.view(), edgeId);
        }
    }

    @Override
    public final Optional<float[]> findVector(long id, String name) {
        try (ReadState state = acquire()) {
            return EntityReader.findVector(state.view(), id, name);
        }
    }

    @Override
    public final List<Edge> edges(long id, Direction direction, String... types) {
        try (ReadState state = acquire()) {
            return EntityReader.edges(state.view(), id, direction, types);
        }
    }

    @Override
    public final void forEachNode(Predicate<Node> visitor) {
        try (ReadState state = acquire()) {
            EntityReader.forEachNode(state.view(), visitor);
        }
    }

    @Override
    public final void forEachEdge(Predicate<Edge> visitor) {
        try (ReadState state = acquire()) {
            EntityReader.forEachEdge(state.view(), visitor);
        }
    }

    // --- traversal

    @Override
    public final NodeList queryRelated(long id, int depth) {
        NodeList result = new NodeList();
        queryRelated(id, Traversal.within(depth), result);
        return result;
    }

    @Override
    public final void queryRelated(long id, Traversal traversal, NodeList result) {
        try (ReadState state = acquire()) {
            queries.related(state, id, traversal, result);
        }
    }

    @Override
    public final Optional<GraphPath> findShortestPath(long from, long to) {
        GraphPath result = new GraphPath();
        findShortestPath(from, to, Traversal.within(Integer.MAX_VALUE), result);
        return result.exists() ? Optional.of(result) : Optional.empty();
    }

    @Override
    public final void findShortestPath(long from, long to, Traversal traversal, GraphPath result) {
        try (ReadState state = acquire()) {
            queries.shortestPath(state, from, to, traversal, result);
        }
    }

    @Override
    public final List<Edge> queryByEdgeKind(long id, String kind, Direction direction) {
        return edges(id, direction, kind);
    }

    // --- similarity

    @Override
    public final SearchHits querySimilar(long id, int k) {
        SearchHits result = new SearchHits();
        querySimilar(id, SimilarityQuery.top(k), result);
        return result;
    }

    @Override
    public final SearchHits querySimilar(float[] vector, int k) {
        SearchHits result = new SearchHits();
        querySimilar(vector, SimilarityQuery.top(k), result);
        return result;
    }

    @Override
    public final void querySimilar(long id, SimilarityQuery query, SearchHits result) {
        try (ReadState state = acquire()) {
            queries.similar(state, id, checked(query), result);
        }
    }

    @Override
    public final void querySimilar(float[] vector, SimilarityQuery query, SearchHits result) {
        try (ReadState state = acquire()) {
            queries.similar(state, vector, checked(query), result);
        }
    }

    @Override
    public final SearchHits querySimilarityThreshold(long id, double threshold) {
        SimilarityQuery query = SimilarityQuery.top(1).atLeast(threshold);
        SearchHits result = new SearchHits();
        try (ReadState state = acquire()) {
            queries.similarAtLeast(state, id, query.name(), query.threshold(), result);
        }
        return result;
    }

    @Override
    public final NeighborStatistics neighborStatistics(long id, int k) {
        return Overview.neighborStatistics(querySimilar(id, k));
    }

    // --- hybrid

    @Override
    public final HybridResult queryHybrid(long start, int depth, int k) {
        HybridResult result = new HybridResult();
        queryHybrid(start, Traversal.within(depth), start, SimilarityQuery.top(k), result);
        return result;
    }

    @Override
    public final void queryHybrid(
            long start, Traversal traversal, float[] vector, SimilarityQuery query, HybridResult result) {
        try (ReadState state = acquire()) {
            queries.hybrid(state, start, traversal, vector, checked(query), result);
        }
    }

    @Override
    public final void queryHybrid(
            long start, Traversal traversal, long like, SimilarityQuery query, HybridResult result) {
        try (ReadState state = acquire()) {
            queries.hybrid(state, start, traversal, like, checked(query), result);
        }
    }

    // --- overview

    @Override
    public final DatabaseStatistics statistics() {
        try (ReadState state = acquire()) {
            return Overview.statistics(state);
        }
    }

    @Override
    public final String contentDigest(Progress progress) {
        try (ReadState state = acquire()) {
            return new ContentDigest(state.view(), progress).compute();
        }
    }

    private SimilarityQuery checked(SimilarityQuery query) {
        int greatest = Math.max(query.k(), query.ef());
        if (greatest > limits.resultCount()) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a search with k " + query.k() + " and ef " + query.ef() + "; the limit of both is "
                            + limits.resultCount());
        }
        return query;
    }
}
