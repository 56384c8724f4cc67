package io.contextdb.bench.history;

import io.contextdb.api.GraphReader;
import io.contextdb.api.HybridResult;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import java.util.Arrays;

/** Asks states of a database, with results that are used again. */
final class Inquirer {
    private static final SimilarityQuery QUERY = SimilarityQuery.top(10);
    private static final Traversal TRAVERSAL = Traversal.within(2);

    private final NodeList related = new NodeList();
    private final SearchHits hits = new SearchHits();
    private final HybridResult hybrid = new HybridResult();

    /** Asks, and leaves the answer for {@link #sameAs}. */
    void ask(QuestionKind kind, GraphReader state, long id) {
        switch (kind) {
            case HOPS -> state.queryRelated(id, TRAVERSAL, related);
            case SIMILAR -> state.querySimilar(id, QUERY, hits);
            case HYBRID -> state.queryHybrid(id, TRAVERSAL, id, QUERY, hybrid);
        }
    }

    /** Whether the last answer to a question of this kind is the other's: ids, order and similarities. */
    boolean sameAs(Inquirer other, QuestionKind kind) {
        return switch (kind) {
            case HOPS -> Arrays.equals(related.ids(), other.related.ids());
            case SIMILAR -> same(hits, other.hits);
            case HYBRID ->
                Arrays.equals(hybrid.related().ids(), other.hybrid.related().ids())
                        && same(hybrid.hits(), other.hybrid.hits());
        };
    }

    private static boolean same(SearchHits first, SearchHits second) {
        if (!Arrays.equals(first.ids(), second.ids())) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (first.similarity(i) != second.similarity(i)) {
                return false;
            }
        }
        return true;
    }
}
