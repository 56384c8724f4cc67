package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.Metric;
import io.contextdb.api.Progress;
import io.contextdb.api.Transaction;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.RandomCalls;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {
    private static final int CALLS = 200;

    @TempDir
    Path directory;

    private Database open(String storage, String name) {
        return ContextDB.open(directory.resolve(name), Storages.options(storage));
    }

    private static String digest(Database db) {
        return db.contentDigest(Progress.none());
    }

    @Test
    void storagesSnapshotsCompactionsAndReopeningLeaveIt() {
        Random random = Seeds.random("storagesSnapshotsCompactionsAndReopeningLeaveIt");
        List<RandomCalls.Call> calls = new ArrayList<>();
        RandomCalls source = new RandomCalls(random, 40);
        String expected;
        try (Database db = open("mmap", "one")) {
            GraphModel model = GraphModel.of(db);
            for (int i = 0; i < CALLS; i++) {
                RandomCalls.Call call = source.next(model);
                calls.add(call);
                model = Answer.of(call, db).repeat(call, model);
            }
            expected = digest(db);
            db.createSnapshot();
            assertEquals(expected, digest(db));
            db.compact();
            assertEquals(expected, digest(db));
        }
        try (Database db = open("mmap", "one")) {
            assertEquals(expected, digest(db));
        }
        try (Database db = open("memory", "two")) {
            for (int i = 0; i < CALLS; i++) {
                Answer.of(calls.get(i), db);
                if (i == CALLS / 2) {
                    db.createSnapshot();
                }
            }
            assertEquals(expected, digest(db));
        }
    }

    @Test
    void theOrderOfNodesVectorsAndNamesLeavesIt() {
        Random random = Seeds.random("theOrderOfNodesVectorsAndNamesLeavesIt");
        Set<String> digests = new TreeSet<>();
        for (int round = 0; round < 3; round++) {
            try (Database db = open("mmap", "order" + round)) {
                List<Long> ids = new ArrayList<>(List.of(5L, 1L, -1L, 1L << 40, 2L, 3L));
                Collections.shuffle(ids, random);
                for (long id : ids) {
                    db.insertNode(id, List.of("L" + id, "Common"), Map.of("p" + id, id, "name", "node " + id));
                }
                Collections.shuffle(ids, random);
                for (long id : ids) {
                    db.insertVector(id, "space" + (id & 1), new float[] {id, 1});
                }
                digests.add(digest(db));
            }
        }
        assertEquals(1, digests.size());
    }

    @Test
    void whatHasComeAndGoneLeavesIt() {
        try (Database db = open("mmap", "gone")) {
            fill(db);
            String before = digest(db);
            db.insertNode(77, List.of("Passing"), Map.of("passing", true, "embedding", new float[] {1, 1}));
            db.insertEdge(77, 1, "PASSING");
            assertNotEquals(before, digest(db));
            db.detachDeleteNode(77);
            assertEquals(before, digest(db));
        }
    }

    @Test
    void everyDifferenceChangesIt() {
        List<Consumer<Database>> changes = List.of(
                db -> {},
                db -> db.insertNode(3, List.of(), Map.of()),
                db -> db.updateLabels(1, Set.of("More"), Set.of()),
                db -> db.updateNode(1, Map.of("age", 41.0)),
                db -> db.updateNode(1, Map.of("age", "41")),
                db -> db.updateNode(1, Map.of("zero", -0.0)),
                db -> db.updateNode(1, Map.of("zero", 0.0)),
                db -> db.updateNode(1, Map.of("list", List.of(List.of(1), 2))),
                db -> db.updateNode(1, Map.of("list", List.of(1, List.of(2)))),
                db -> db.insertVector(1, new float[] {1, -0f}),
                db -> db.insertVector(2, "other", new float[] {1}),
                db -> db.insertEdge(1, 2, "KNOWS"),
                db -> db.insertEdge(2, 1, "KNOWS"),
                db -> db.insertEdge(2, 1, "OWNS"),
                db -> db.updateEdge(1, Map.of("since", 1)),
                db -> db.createVectorIndex("empty", VectorIndexOptions.hnsw()),
                db -> db.createVectorIndex("empty", VectorIndexOptions.hnsw().metric(Metric.DOT)),
                db -> db.createVectorIndex("empty", VectorIndexOptions.hnsw().parameter("m", 20)),
                db -> db.createVectorIndex("empty", VectorIndexOptions.hnsw().dimension(20)));
        Set<String> digests = new TreeSet<>();
        for (int i = 0; i < changes.size(); i++) {
            try (Database db = open("memory", "change" + i)) {
                fill(db);
                changes.get(i).accept(db);
                assertTrue(digests.add(digest(db)), "change " + i + " has no digest of its own");
            }
        }
    }

    @Test
    void aTransactionDigestsItsOwnWritesAsTheyAreCommitted() {
        try (Database db = open("mmap", "transaction")) {
            fill(db);
            String before = digest(db);
            String within;
            try (Transaction transaction = db.begin()) {
                transaction.insertEdge(2, 1, "KNOWS", Map.of("since", 2));
                transaction.insertVector(2, new float[] {3, 4});
                within = transaction.contentDigest(Progress.none());
                assertEquals(before, digest(db));
                transaction.commit();
            }
            assertEquals(within, digest(db));
        }
    }

    @Test
    void nodesAndEdgesAreReportedToTheirEnd() {
        try (Database db = open("mmap", "progress")) {
            fill(db);
            List<String> reports = new ArrayList<>();
            db.contentDigest((phase, done, total) -> reports.add(phase + " " + done + " of " + total));
            assertEquals(List.of("digesting nodes 2 of 2", "digesting edges 1 of 1"), reports);
        }
    }

    private static void fill(Database db) {
        db.insertNode(1, List.of("User"), Map.of("name", "Ann", "age", 41));
        db.insertNode(2, List.of("User", "Admin"), Map.of());
        db.insertVector(1, new float[] {1, 0});
        db.insertEdge(1, 2, "KNOWS");
        db.deleteEdge(db.insertEdge(1, 2, "KNOWS"));
    }
}
