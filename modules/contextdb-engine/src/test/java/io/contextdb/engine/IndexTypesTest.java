package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Metric;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type of vector index, chosen as users choose it, through the life of a database. */
class IndexTypesTest {
    private static final int NODES = 1400;
    private static final int DIMENSION = 10;

    @TempDir
    Path directory;

    private final Random random = Seeds.random(getClass().getName());

    private Database open(String type) {
        DatabaseOptions options = Storages.options("mmap").vectorIndexType(type);
        return ContextDB.open(directory.resolve("database"), options);
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        int cluster = random.nextInt(12);
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (random.nextGaussian() + (i == cluster % DIMENSION ? 3 + cluster : 0));
        }
        return vector;
    }

    @ParameterizedTest
    @CsvSource({"linear, flat", "flat, flat", "hnsw, hnsw", "ivf, ivf"})
    void answersThroughItsWholeLife(String type, String provider) {
        try (Database db = open(type)) {
            try (BulkLoader loader = db.beginBulkLoad()) {
                for (long id = 0; id < NODES; id++) {
                    loader.node(id, List.of("Point"), Map.of("embedding", vector()));
                }
                for (long id = 1; id < NODES; id++) {
                    loader.edge(id - 1, id, loader.edgeType("links"));
                }
                loader.commit(Progress.none());
            }
            check(db, provider, "after the import");
            for (long id = 0; id < 300; id++) {
                if (id % 3 == 0) {
                    db.deleteVector(id, "embedding");
                } else {
                    db.insertVector(id, vector());
                }
            }
            check(db, provider, "after changes");
            db.createSnapshot();
        }
        try (Database db = open(type)) {
            check(db, provider, "from its file");
            Map<Long, float[]> more = new HashMap<>();
            for (long id = 0; id < 300; id += 3) {
                more.put(id, vector());
            }
            db.insertVectors("embedding", more);
            check(db, provider, "grown on");
            db.compact();
            check(db, provider, "built anew");
        }
    }

    /** A search as wide as there are rows is exact whatever the index; one of default width finds nearly all. */
    private void check(Database db, String provider, String when) {
        db.awaitIndexes(Progress.none());
        VectorSpaceStatistics space = db.statistics().vectorSpaces().getFirst();
        assertEquals(provider, space.options().type(), when);
        assertTrue(space.indexed() > space.rows() * 0.9, () -> when + ": " + space);
        SearchHits exact = new SearchHits();
        SearchHits found = new SearchHits();
        HybridResult hybrid = new HybridResult();
        double recall = 0;
        int queries = 40;
        for (int i = 0; i < queries; i++) {
            float[] query = vector();
            db.querySimilar(query, SimilarityQuery.top(10).exactly(), exact);
            db.querySimilar(query, SimilarityQuery.top(10).ef(NODES * 2), found);
            assertEquals(list(exact), list(found), when);
            db.querySimilar(query, SimilarityQuery.top(10), found);
            List<Long> both = list(found);
            both.retainAll(list(exact));
            recall += both.size() / 10.0 / queries;

            Traversal all = Traversal.within(NODES);
            db.queryHybrid(i, all, query, SimilarityQuery.top(10).exactly(), hybrid);
            List<Long> inside = list(hybrid.hits());
            db.queryHybrid(i, all, query, SimilarityQuery.top(10).ef(NODES * 2), hybrid);
            assertEquals(inside, list(hybrid.hits()), when);
        }
        assertTrue(recall > 0.9, when + ": recall " + recall);
    }

    private static List<Long> list(SearchHits hits) {
        return new ArrayList<>(Arrays.stream(hits.ids()).boxed().toList());
    }

    @Test
    void takesTheParametersOfEachSpace() {
        try (Database db = open("hnsw")) {
            VectorIndexOptions lists = VectorIndexOptions.of("ivf")
                    .dimension(DIMENSION)
                    .metric(Metric.EUCLIDEAN)
                    .parameter("lists", 9)
                    .parameter("probes", 3);
            db.createVectorIndex("one", lists);
            db.createVectorIndex("two", VectorIndexOptions.hnsw().parameter("m", 5));
            db.createVectorIndex("three", VectorIndexOptions.of("linear"));
            assertEquals(
                    List.of("one ivf {lists=9, probes=3}", "three flat {}", "two hnsw {m=5}"),
                    db.statistics().vectorSpaces().stream()
                            .map(space -> space.name() + " " + space.options().type() + " "
                                    + space.options().parameters())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void refusesWhatNoProviderKnows() {
        try (Database db = open("hnsw")) {
            ContextDbException unknown = assertThrows(
                    ContextDbException.class, () -> db.createVectorIndex("one", VectorIndexOptions.of("lsh")));
            assertEquals(ErrorCode.PROVIDER_NOT_FOUND, unknown.code());
            ContextDbException range = assertThrows(
                    ContextDbException.class,
                    () -> db.createVectorIndex(
                            "one", VectorIndexOptions.of("ivf").parameter("probes", 0)));
            assertEquals(ErrorCode.INVALID_CONFIGURATION, range.code());
            assertEquals(List.of(), db.statistics().vectorSpaces());
        }
    }
}
