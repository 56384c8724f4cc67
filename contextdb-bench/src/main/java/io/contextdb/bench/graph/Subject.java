package io.contextdb.bench.graph;

import io.contextdb.api.Database;
import io.contextdb.api.GraphPath;
import io.contextdb.api.HybridResult;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import java.util.stream.IntStream;

/** Asks the database, with result objects that are used again. */
final class Subject {
    private static final Traversal ANYWHERE = Traversal.within(Integer.MAX_VALUE);
    private static final Traversal[] WITHIN =
            IntStream.range(0, 10).mapToObj(Traversal::within).toArray(Traversal[]::new);

    private final Database database;
    private final NodeList nodes = new NodeList();
    private final GraphPath path = new GraphPath();
    private final SearchHits hits = new SearchHits();
    private final HybridResult hybrid = new HybridResult();

    Subject(Database database) {
        this.database = database;
    }

    NodeList within(long source, int depth) {
        database.queryRelated(source, WITHIN[depth], nodes);
        return nodes;
    }

    int distance(long from, long to) {
        database.findShortestPath(from, to, ANYWHERE, path);
        return path.length();
    }

    SearchHits nearest(long like, SimilarityQuery query) {
        database.querySimilar(like, query, hits);
        return hits;
    }

    SearchHits hybrid(long source, long like, SimilarityQuery query) {
        database.queryHybrid(source, WITHIN[GraphQuery.HYBRID_DEPTH], like, query, hybrid);
        return hybrid.hits();
    }
}
