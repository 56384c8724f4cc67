package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.EdgeTypes;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Node;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.Value;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user does with a database, through the public API alone. */
class DatabaseTest {
    @TempDir
    Path directory;

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void everythingWrittenIsThereAfterReopening(String storage) {
        long edge;
        try (Database db = open(storage)) {
            edge = insertPeople(db);
        }
        for (int round = 0; round < 2; round++) {
            try (Database db = open(storage)) {
                checkPeople(db, edge);
                if (round == 0) {
                    assertEquals(0, db.recovery().snapshotId());
                    assertTrue(db.recovery().recordsReplayed() > 0);
                    db.createSnapshot();
                } else {
                    assertEquals(1, db.recovery().snapshotId());
                    assertEquals(0, db.recovery().recordsReplayed());
                }
            }
        }
    }

    private static long insertPeople(Database db) {
        db.insertNode(1, List.of("User"), Map.of("name", "Ann", "age", 41));
        db.insertNode(2, List.of("Document", "Public"), Map.of("title", "Graphs"));
        assertEquals(3, db.insertNode(List.of("User"), Map.of("name", "Bob", "embedding", new float[] {0, 2})));
        long edge = db.insertEdge(1, 2, EdgeTypes.OWNS, Map.of("since", 2020));
        assertEquals(edge + 1, db.insertEdge(3, 1, "KNOWS"));
        db.insertVector(1, new float[] {1f, 0f});
        db.insertVector(2, new float[] {0.8f, 0.6f});
        return edge;
    }

    private static void checkPeople(Database db, long edge) {
        Node ann = db.findNode(1).orElseThrow();
        assertEquals(Set.of("User"), ann.labels());
        assertEquals(Map.of("name", Value.of("Ann"), "age", Value.of(41)), ann.properties());
        assertEquals(List.of("embedding"), ann.vectorNames());
        assertArrayEquals(
                new float[] {0.8f, 0.6f}, db.findVector(2, "embedding").orElseThrow());
        Edge owns = db.findEdge(edge).orElseThrow();
        assertEquals(1, owns.from());
        assertEquals(2, owns.to());
        assertEquals(Map.of("since", Value.of(2020)), owns.properties());
        assertEquals(2, db.edges(1, Direction.BOTH).size());
        assertEquals(1, db.queryByEdgeKind(1, "KNOWS", Direction.INCOMING).size());
        assertEquals(2, db.queryRelated(3, 2).size());
        assertArrayEquals(
                new long[] {3, 1, 2}, db.findShortestPath(3, 2).orElseThrow().nodes());
        HybridResult hybrid = db.queryHybrid(1, 2, 10);
        assertArrayEquals(new long[] {2, 3}, hybrid.hits().ids());
        assertEquals(0.8f, hybrid.hits().similarity(0), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void updatesAndDeletionsTakeEffect(String storage) {
        try (Database db = open(storage)) {
            insertPeople(db);
            db.updateNode(1, Map.of("age", 42, "city", "Ulm"));
            db.updateLabels(1, Set.of("Admin"), Set.of("User"));
            Node ann = db.findNode(1).orElseThrow();
            assertEquals(Set.of("Admin"), ann.labels());
            assertEquals(Value.of(42), ann.properties().get("age"));
            db.upsertNode(1, List.of("User"), Map.of("name", "Anna"));
            assertEquals(
                    Map.of("name", Value.of("Anna")),
                    db.findNode(1).orElseThrow().properties());
            assertEquals(List.of("embedding"), db.findNode(1).orElseThrow().vectorNames());
            db.deleteVector(1, "embedding");
            assertTrue(db.findVector(1, "embedding").isEmpty());
            db.detachDeleteNode(1);
            assertFalse(db.nodeExists(1));
            assertEquals(0, db.statistics().edges());
            db.deleteNode(2);
            assertEquals(1, db.statistics().nodes());
            assertEquals(1, db.statistics().vectors());
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aNameHasOneProperty(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of("embedding", "none yet"));
            db.insertVector(1, new float[] {1, 2});
            assertEquals(Map.of(), db.findNode(1).orElseThrow().properties());
            db.updateNode(1, Map.of("embedding", "gone"));
            assertTrue(db.findVector(1, "embedding").isEmpty());
            db.updateNode(1, Map.of("embedding", new float[] {3, 4}));
            assertArrayEquals(new float[] {3, 4}, db.findVector(1, "embedding").orElseThrow());
            db.updateNode(1, nullFor("embedding"));
            assertEquals(List.of(), db.findNode(1).orElseThrow().vectorNames());
        }
    }

    private static Map<String, ? extends @Nullable Object> nullFor(String key) {
        return Collections.singletonMap(key, null);
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void snapshotsAreNumberedKeptAndCleanedUp(String storage) {
        try (Database db = open(storage)) {
            for (int i = 1; i <= 4; i++) {
                db.insertNode(i, List.of("N"), Map.of());
                Snapshot snapshot = i == 3 ? db.compact() : db.createSnapshot();
                assertEquals(i, snapshot.id());
                assertEquals(i, snapshot.nodes());
                assertEquals(i == 3 ? Snapshot.Operation.COMPACT : Snapshot.Operation.CHECKPOINT, snapshot.operation());
            }
            assertEquals(4, db.snapshots().size());
            CleanupReport report = db.cleanup(1);
            assertEquals(2, report.snapshotsDeleted());
            assertArrayEquals(
                    new long[] {3, 4},
                    db.snapshots().stream().mapToLong(Snapshot::id).toArray());
            assertTrue(db.verify(Progress.none()).sound());
        }
        try (Database db = open(storage)) {
            assertEquals(4, db.statistics().nodes());
            assertEquals(5, db.createSnapshot().id());
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aClosedDatabaseSaysSo(String storage) {
        Database db = open(storage);
        db.insertNode(1, List.of(), Map.of());
        db.close();
        db.close();
        assertCode(ErrorCode.CLOSED, () -> db.findNode(1));
        assertCode(ErrorCode.CLOSED, () -> db.insertNode(2, List.of(), Map.of()));
        assertCode(ErrorCode.CLOSED, db::createSnapshot);
        assertCode(ErrorCode.CLOSED, db::begin);
        assertCode(ErrorCode.CLOSED, db::beginBulkLoad);
    }
}
