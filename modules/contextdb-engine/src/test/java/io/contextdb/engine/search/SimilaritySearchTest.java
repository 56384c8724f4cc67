package io.contextdb.engine.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.engine.fixture.NaiveHits;
import io.contextdb.engine.fixture.NaiveHits.Hit;
import io.contextdb.engine.fixture.RandomDatabase;
import io.contextdb.engine.fixture.StorageKind;
import io.contextdb.engine.fixture.TestState;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimilaritySearchTest {
    private static final int QUERIES = 60;
    /** Enough rows that an index is asked. */
    private static final int NODES = 1200;

    @TempDir
    private Path directory = Path.of("");

    private final GraphQueries queries = new GraphQueries();
    private final SearchHits hits = new SearchHits();

    @ParameterizedTest
    @EnumSource
    void findsTheMostSimilarUnderEveryMetric(StorageKind storage) throws IOException {
        Random random = Seeds.random("findsTheMostSimilarUnderEveryMetric");
        for (Metric metric : Metric.values()) {
            Path place = Files.createDirectory(directory.resolve(metric.name()));
            try (RandomDatabase database = RandomDatabase.of(storage.provider(), place, random, metric, NODES)) {
                int rows = database.view().rows(0).count();
                try (TestState bare = TestState.bare(database.view());
                        TestState partly = indexed(database, rows / 2);
                        TestState whole = indexed(database, rows)) {
                    for (TestState state : new TestState[] {bare, partly, whole}) {
                        for (int query = 0; query < QUERIES; query++) {
                            search(database, state, random, metric);
                        }
                    }
                }
            }
        }
    }

    private static TestState indexed(RandomDatabase database, int rows) {
        return TestState.indexed(database.view(), Bundled.index("flat"), database.options(), rows);
    }

    private void search(RandomDatabase database, TestState state, Random random, Metric metric) {
        SimilarityQuery query = SimilarityQuery.top(1 + random.nextInt(30));
        query = random.nextInt(4) == 0 ? query.exactly() : query;
        query = random.nextInt(3) == 0 ? query.atLeast(random.nextDouble()) : query;
        Map<Long, float[]> vectors = database.graph().vectors(RandomDatabase.SPACE);
        float[] vector = database.vector();
        if (random.nextBoolean()) {
            queries.similar(state, vector, query, hits);
        } else {
            long id = database.nodeWithVector();
            vector = Objects.requireNonNull(vectors.remove(id));
            queries.similar(state, id, query, hits);
        }
        List<Hit> all = NaiveHits.of(metric, vector, vectors, Integer.MAX_VALUE, query.threshold());
        if (query.exact() || state.index(0) == null) {
            NaiveHits.assertHits(all.subList(0, Math.min(query.k(), all.size())), hits);
        } else {
            NaiveHits.assertHitsUpToTies(all, query.k(), hits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThresholdGivesAllThatReachIt(StorageKind storage) {
        Random random = Seeds.random("aThresholdGivesAllThatReachIt");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            TestState state = TestState.bare(database.view());
            for (int query = 0; query < QUERIES; query++) {
                long id = database.nodeWithVector();
                double threshold = random.nextDouble();
                Map<Long, float[]> vectors = database.graph().vectors(RandomDatabase.SPACE);
                float[] vector = Objects.requireNonNull(vectors.remove(id));
                queries.similarAtLeast(state, id, RandomDatabase.SPACE, threshold, hits);
                NaiveHits.assertHits(NaiveHits.of(Metric.COSINE, vector, vectors, Integer.MAX_VALUE, threshold), hits);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatCannotBeCompared(StorageKind storage) {
        Random random = Seeds.random("refusesWhatCannotBeCompared");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, 40)) {
            TestState state = TestState.bare(database.view());
            SimilarityQuery query = SimilarityQuery.top(3);
            float[] vector = database.vector();
            assertRefused(ErrorCode.DIMENSION_MISMATCH, () -> queries.similar(state, new float[] {1}, query, hits));
            assertRefused(ErrorCode.VECTOR_ZERO, () -> queries.similar(state, new float[70], query, hits));
            assertRefused(ErrorCode.INDEX_NOT_FOUND, () -> queries.similar(state, vector, query.in("none"), hits));
            vector[3] = Float.NaN;
            assertRefused(ErrorCode.VECTOR_NOT_FINITE, () -> queries.similar(state, vector, query, hits));
            long id = database.node();
            assertRefused(ErrorCode.VECTOR_NOT_FOUND, () -> queries.similar(state, id, query.in("none"), hits));
            assertRefused(ErrorCode.NODE_NOT_FOUND, () -> queries.similar(state, 77_777_777, query, hits));
        }
    }

    private static void assertRefused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(ContextDbException.class, call).code());
    }
}
