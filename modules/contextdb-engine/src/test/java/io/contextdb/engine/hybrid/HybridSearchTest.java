package io.contextdb.engine.hybrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.Direction;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Metric;
import io.contextdb.api.NodeList;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.Traversal.Order;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.engine.fixture.NaiveHits;
import io.contextdb.engine.fixture.NaiveHits.Hit;
import io.contextdb.engine.fixture.RandomDatabase;
import io.contextdb.engine.fixture.StorageKind;
import io.contextdb.engine.fixture.TestState;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HybridSearchTest {
    private static final int QUERIES = 200;
    private static final int NODES = 400;

    @TempDir
    private Path directory = Path.of("");

    private final HybridResult result = new HybridResult();

    @ParameterizedTest
    @EnumSource
    void findsTheMostSimilarWithinTheNeighbourhood(StorageKind storage) {
        Random random = Seeds.random("findsTheMostSimilarWithinTheNeighbourhood");
        GraphQueries scans = new GraphQueries();
        GraphQueries filters = new GraphQueries(HybridPlan.INDEX);
        try (RandomDatabase database =
                RandomDatabase.of(storage.provider(), directory, random, Metric.EUCLIDEAN, NODES)) {
            int rows = database.view().rows(0).count();
            try (TestState bare = TestState.bare(database.view());
                    TestState partly = indexed(database, rows / 2);
                    TestState whole = indexed(database, rows)) {
                for (int query = 0; query < QUERIES; query++) {
                    search(database, bare, scans, true, random);
                    search(database, whole, scans, true, random);
                    search(database, partly, filters, false, random);
                    search(database, whole, filters, false, random);
                }
            }
        }
    }

    private static TestState indexed(RandomDatabase database, int rows) {
        return TestState.indexed(database.view(), Bundled.index("flat"), database.options(), rows);
    }

    private void search(RandomDatabase database, TestState state, GraphQueries queries, boolean exact, Random random) {
        Traversal traversal = Traversal.within(random.nextInt(5))
                .in(Direction.values()[random.nextInt(3)])
                .ordered(Order.values()[random.nextInt(2)])
                .limit(random.nextInt(3) == 0 ? 1 + random.nextInt(50) : Integer.MAX_VALUE);
        SimilarityQuery query = SimilarityQuery.top(1 + random.nextInt(20));
        long start = database.node();
        NodeList related = new NodeList();
        queries.related(state, start, traversal, related);

        Map<Long, float[]> vectors = database.graph().vectors(RandomDatabase.SPACE);
        float[] vector = database.vector();
        if (random.nextBoolean()) {
            queries.hybrid(state, start, traversal, vector, query, result);
        } else {
            long like = database.nodeWithVector();
            vector = Objects.requireNonNull(vectors.get(like));
            queries.hybrid(state, start, traversal, like, query, result);
        }
        assertArrayEquals(related.ids(), result.related().ids());
        vectors.keySet().retainAll(Arrays.stream(related.ids()).boxed().toList());
        List<Hit> all = NaiveHits.of(Metric.EUCLIDEAN, vector, vectors, Integer.MAX_VALUE, Double.NEGATIVE_INFINITY);
        assertEquals(Math.min(query.k(), all.size()), result.hits().size(), "k hits whenever k exist");
        if (exact) {
            NaiveHits.assertHits(all.subList(0, Math.min(query.k(), all.size())), result.hits());
        } else {
            NaiveHits.assertHitsUpToTies(all, query.k(), result.hits());
        }
    }
}
