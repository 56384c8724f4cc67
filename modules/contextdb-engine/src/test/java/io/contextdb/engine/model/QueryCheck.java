package io.contextdb.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.GraphReader;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Metric;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.engine.fixture.NaiveHits;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what queries find with a scan of a model: by vector, above a threshold, and both with a neighbourhood. */
public final class QueryCheck {
    private static final int K = 5;
    private static final int DEPTH = 2;

    private QueryCheck() {}

    /** Asks about a random node in each vector space; fails with what differs. */
    public static void assertSame(GraphModel model, GraphReader reader, Random random) {
        model.spaces.forEach((space, options) -> {
            SortedMap<Long, float[]> vectors = vectors(model, space);
            if (!vectors.isEmpty()) {
                long id = vectors.keySet().stream()
                        .skip(random.nextInt(vectors.size()))
                        .findFirst()
                        .orElseThrow();
                check(model, reader, space, options.metric(), id, vectors);
            }
        });
    }

    private static void check(
            GraphModel model,
            GraphReader reader,
            String space,
            Metric metric,
            long id,
            SortedMap<Long, float[]> vectors) {
        SimilarityQuery query = SimilarityQuery.top(K).in(space);
        float[] vector = Objects.requireNonNull(vectors.get(id));
        SearchHits hits = new SearchHits();
        reader.querySimilar(vector, query, hits);
        NaiveHits.assertHits(NaiveHits.of(metric, vector, vectors, K, Double.NEGATIVE_INFINITY), hits);

        double threshold = NaiveHits.similarity(metric, vector, Objects.requireNonNull(vectors.get(vectors.lastKey())));
        reader.querySimilar(vector, query.atLeast(threshold), hits);
        NaiveHits.assertHits(NaiveHits.of(metric, vector, vectors, K, threshold), hits);

        HybridResult hybrid = new HybridResult();
        reader.queryHybrid(id, Traversal.within(DEPTH), vector, query, hybrid);
        Set<Long> related = related(model, id);
        Map<Long, float[]> reached = new TreeMap<>(vectors);
        reached.keySet().retainAll(related);
        NaiveHits.assertHits(NaiveHits.of(metric, vector, reached, K, Double.NEGATIVE_INFINITY), hybrid.hits());
        Set<Long> seen = new TreeSet<>();
        for (long node : reader.queryRelated(id, DEPTH).ids()) {
            seen.add(node);
        }
        assertEquals(related, seen);
    }

    private static SortedMap<Long, float[]> vectors(GraphModel model, String space) {
        SortedMap<Long, float[]> vectors = new TreeMap<>();
        model.nodes.forEach((id, node) -> {
            if (node.properties().get(space) instanceof VectorValue(float[] vector)) {
                vectors.put(id, vector);
            }
        });
        return vectors;
    }

    private static Set<Long> related(GraphModel model, long start) {
        Set<Long> reached = new TreeSet<>(Set.of(start));
        for (int depth = 0; depth < DEPTH; depth++) {
            Set<Long> before = Set.copyOf(reached);
            model.edges.values().forEach(edge -> {
                if (before.contains(edge.from())) {
                    reached.add(edge.to());
                }
                if (before.contains(edge.to())) {
                    reached.add(edge.from());
                }
            });
        }
        reached.remove(start);
        return reached;
    }
}
