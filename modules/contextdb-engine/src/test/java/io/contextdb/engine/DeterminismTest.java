package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Direction;
import io.contextdb.api.GraphReader;
import io.contextdb.api.NodeList;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.engine.fixture.DirectoryBytes;
import io.contextdb.engine.fixture.IndexFiles;
import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.ModelCheck;
import io.contextdb.engine.model.RandomCalls;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The state is a function of the log: the same log gives the same files, wherever and with however many threads it is
 * applied.
 */
class DeterminismTest {
    private static final int DIMENSION = 12;
    private static final int VECTORS = 700;
    private static final int ROUNDS = 4;
    private static final int CALLS = 60;

    @TempDir
    Path directory;

    private static DatabaseOptions options(int buildThreads) {
        return Storages.options("mmap").buildThreads(buildThreads);
    }

    @Test
    void theSameLogGivesTheSameFiles() {
        Random random = Seeds.random("theSameLogGivesTheSameFiles");
        Path live = directory.resolve("live");
        GraphModel model = new GraphModel();
        DirectoryBytes stages = new DirectoryBytes();
        try (Database db = ContextDB.open(live, options(2))) {
            db.createVectorIndex("large", VectorIndexOptions.hnsw().dimension(DIMENSION));
            RandomCalls calls = new RandomCalls(random, 40);
            for (int round = 0; round < ROUNDS; round++) {
                insertVectors(db, random, round);
                model = GraphModel.of(db);
                for (int i = 0; i < CALLS; i++) {
                    RandomCalls.Call call = calls.next(model);
                    model = Answer.of(call, db).repeat(call, model);
                }
                load(db, random, round, live, stages);
                switch (round) {
                    case 1 -> db.compact();
                    case 2 -> db.cleanup(2);
                    default -> db.createSnapshot();
                }
            }
            db.createSnapshot();
            model = GraphModel.of(db);
        }
        DirectoryBytes expected = DirectoryBytes.dataOf(live);
        assertTrue(expected.paths().stream().anyMatch(path -> path.contains("hnsw")), expected::toString);
        for (int threads : List.of(1, 2)) {
            Path replayed = directory.resolve("replayed by " + threads);
            // With other occasions for checkpoints, too: what they propose comes behind what is replayed.
            DatabaseOptions options = threads == 1
                    ? options(threads)
                    : options(threads).checkpointLogBytes(1 << 10).checkpointInterval(Duration.ofMillis(1));
            DirectoryBytes.logOf(live).writeTo(replayed);
            stages.writeTo(replayed);
            try (Database db = ContextDB.open(replayed, options)) {
                assertEquals(0, db.recovery().snapshotId());
                // Waits for every snapshot the log asks for.
                long last = expected.snapshots();
                while (db.snapshots().isEmpty() || db.snapshots().getLast().id() < last) {
                    Thread.onSpinWait();
                }
                ModelCheck.assertSame(model, db);
                db.cleanup(Integer.MAX_VALUE);
            }
            expected.assertIn(DirectoryBytes.dataOf(replayed));
            if (threads == 1) {
                expected.assertSame(DirectoryBytes.dataOf(replayed));
            }
        }
    }

    private static void insertVectors(Database db, Random random, int round) {
        for (int i = 0; i < VECTORS / ROUNDS; i++) {
            long id = 1000L * (round + 1) + i;
            db.insertNode(id, List.of("Vector"), Map.of("large", vector(random)));
        }
    }

    private static void load(Database db, Random random, int round, Path live, DirectoryBytes stages) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            int type = loader.edgeType("LOADED");
            long first = 100_000L * (round + 1);
            // The random calls may have deleted it.
            long target = db.findNode(1000L * (round + 1)).isPresent() ? 1000L * (round + 1) : first;
            for (int i = 0; i < 40; i++) {
                long id = first + i;
                loader.node(id, List.of("Loaded"), Map.of("large", vector(random)));
                loader.edge(id, target, type);
            }
            // Whoever replays the whole log needs the stage, which is deleted at some time after the commit.
            loader.commit((phase, done, total) -> stages.add(live, "stage"));
        }
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Test
    void aBulkLoadGivesTheSameGraphAsSingleInserts() {
        Random random = Seeds.random("aBulkLoadGivesTheSameGraphAsSingleInserts");
        List<float[]> vectors = new ArrayList<>();
        List<long[]> edges = new ArrayList<>();
        for (int i = 0; i < VECTORS; i++) {
            vectors.add(vector(random));
            edges.add(new long[] {random.nextInt(VECTORS), random.nextInt(1 + random.nextInt(VECTORS))});
        }
        try (Database single = ContextDB.open(directory.resolve("single"), options(1));
                Database bulk = ContextDB.open(directory.resolve("bulk"), options(2))) {
            insert(single, vectors, edges);
            load(bulk, vectors, edges);
            single.awaitIndexes(Progress.none());
            bulk.awaitIndexes(Progress.none());
            ModelCheck.assertSame(GraphModel.of(single), bulk);
            assertSameAnswers(single, bulk);
            // Both have all edges in files now, so that traversals meet them in the same order too.
            single.createSnapshot();
            bulk.createSnapshot();
            assertSameAnswers(single, bulk);
            assertSameOrders(single, bulk);
        }
        IndexFiles.assertSame(directory.resolve("single"), directory.resolve("bulk"));
    }

    private static void insert(Database db, List<float[]> vectors, List<long[]> edges) {
        for (int i = 0; i < VECTORS; i++) {
            db.insertNode(i, List.of("N"), Map.of("number", i, "embedding", vectors.get(i)));
        }
        edges.forEach(edge -> db.insertEdge(edge[0], edge[1], edge[0] % 2 == 0 ? "EVEN" : "ODD"));
    }

    private static void load(Database db, List<float[]> vectors, List<long[]> edges) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            for (int i = 0; i < VECTORS; i++) {
                loader.node(i, List.of("N"), Map.of("number", i));
            }
            for (int i = 0; i < VECTORS; i++) {
                loader.vector(i, "embedding", vectors.get(i));
            }
            edges.forEach(edge -> loader.edge(edge[0], edge[1], loader.edgeType(edge[0] % 2 == 0 ? "EVEN" : "ODD")));
            loader.commit(Progress.none());
        }
    }

    private static void assertSameAnswers(GraphReader first, GraphReader second) {
        for (long id = 0; id < VECTORS; id += 7) {
            assertEquals(first.edges(id, Direction.BOTH), second.edges(id, Direction.BOTH));
            assertEquals(sorted(first.queryRelated(id, 3)), sorted(second.queryRelated(id, 3)));
            assertSameHits(first.querySimilar(id, 10), second.querySimilar(id, 10));
            assertSameHits(
                    first.queryHybrid(id, 2, 5).hits(),
                    second.queryHybrid(id, 2, 5).hits());
            assertEquals(
                    first.findShortestPath(id, 3).map(path -> path.nodes().length),
                    second.findShortestPath(id, 3).map(path -> path.nodes().length));
        }
    }

    private static void assertSameOrders(GraphReader first, GraphReader second) {
        for (long id = 0; id < VECTORS; id += 7) {
            assertEquals(
                    list(first.queryRelated(id, 3).ids()),
                    list(second.queryRelated(id, 3).ids()));
            assertEquals(
                    first.findShortestPath(id, 3).map(path -> list(path.nodes())),
                    second.findShortestPath(id, 3).map(path -> list(path.nodes())));
        }
    }

    private static List<Long> sorted(NodeList nodes) {
        return list(nodes.ids()).stream().sorted().toList();
    }

    private static void assertSameHits(SearchHits first, SearchHits second) {
        assertEquals(list(first.ids()), list(second.ids()));
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.similarity(i), second.similarity(i));
        }
    }

    private static List<Long> list(long[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }
}
