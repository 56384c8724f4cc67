package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bulk loads beside other writers. */
class BulkLoadTest {
    private static final float[] VECTOR = {1, 2};

    @TempDir
    Path directory;

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    /** A refused row leaves the loader as it was. */
    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aNameHasOneValueInALoadToo(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of("embedding", "a text"));
            try (BulkLoader loader = db.beginBulkLoad()) {
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.vector(1, "embedding", VECTOR));
                loader.node(2, List.of(), Map.of("name", "Ann"));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.vector(2, "name", VECTOR));
                loader.vector(2, "embedding", VECTOR);
                loader.node(3, List.of(), Map.of("embedding", VECTOR));
                loader.node(4, List.of(), Map.of("embedding", "a text"));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.vector(4, "embedding", VECTOR));
                assertEquals(2, loader.commit(Progress.none()).vectors());
            }
            assertEquals(
                    Map.of("embedding", Value.of("a text")),
                    db.findNode(1).orElseThrow().properties());
            assertTrue(db.findVector(1, "embedding").isEmpty());
            assertEquals(
                    Map.of("name", Value.of("Ann")),
                    db.findNode(2).orElseThrow().properties());
            assertEquals(
                    Map.of("embedding", Value.of("a text")),
                    db.findNode(4).orElseThrow().properties());
            assertTrue(db.findVector(4, "embedding").isEmpty());
            assertEquals(1, db.querySimilar(3, 5).size());
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aPropertyThatTakesTheNameOfALoadedVectorIsAConflict(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of());
            try (BulkLoader loader = db.beginBulkLoad()) {
                loader.node(2, List.of(), Map.of());
                loader.vector(1, "embedding", VECTOR);
                db.updateNode(1, Map.of("embedding", "a text"));
                assertCode(ErrorCode.TRANSACTION_CONFLICT, () -> loader.commit(Progress.none()));
            }
            assertEquals(1, db.statistics().nodes());
            assertEquals(0, db.statistics().vectors());
            assertTrue(db.snapshots().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void edgesKeepTheIdsTheyBring(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of());
            assertEquals(1, db.insertEdge(1, 1, "BEFORE"));
            try (BulkLoader loader = db.beginBulkLoad()) {
                int type = loader.edgeType("LOADED");
                loader.edge(7, 1, 1, type, Map.of("n", 7));
                loader.edge(Long.MIN_VALUE, 1, 1, type, Map.of());
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.edge(8, 1, 1, type, Map.of()));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.edge(Long.MIN_VALUE, 1, 1, type, Map.of()));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.edge(1, 1, type));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.edge(1, 1, type, Map.of()));
                loader.commit(Progress.none());
            }
            assertEquals(Long.MIN_VALUE + 1, db.insertEdge(1, 1, "AFTER"));
            assertEquals("LOADED", db.findEdge(7).orElseThrow().type());
            assertEquals(List.of(1L, 7L, Long.MIN_VALUE, Long.MIN_VALUE + 1), edgeIds(db));
        }
        try (Database db = open(storage)) {
            assertEquals(List.of(1L, 7L, Long.MIN_VALUE, Long.MIN_VALUE + 1), edgeIds(db));
            try (BulkLoader loader = db.beginBulkLoad()) {
                int type = loader.edgeType("LOADED");
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.edge(9, 1, 1, type, Map.of()));
                loader.edge(1, 1, type);
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.edge(-5, 1, 1, type, Map.of()));
            }
        }
    }

    private static List<Long> edgeIds(Database db) {
        List<Long> ids = new ArrayList<>();
        db.forEachEdge(edge -> ids.add(edge.id()));
        return ids;
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aGreaterEdgeIdWrittenMeanwhileIsAConflict(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of());
            try (BulkLoader loader = db.beginBulkLoad()) {
                loader.edge(1, 1, 1, loader.edgeType("LOADED"), Map.of());
                db.insertEdge(1, 1, "WRITTEN");
                assertCode(ErrorCode.TRANSACTION_CONFLICT, () -> loader.commit(Progress.none()));
            }
            assertEquals(List.of(1L), edgeIds(db));
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void closingTheDatabaseEndsTheLoadOfAnotherThread(String storage) throws Exception {
        Database db = open(storage);
        BulkLoader[] begun = new BulkLoader[1];
        Thread other = new Thread(() -> {
            begun[0] = db.beginBulkLoad();
            begun[0].node(1, List.of("L"), Map.of("name", "Ann", "embedding", VECTOR));
        });
        other.start();
        other.join();
        db.close();
        assertCode(ErrorCode.TRANSACTION_ENDED, () -> begun[0].node(2, List.of(), Map.of()));
        begun[0].close();
        try (Database again = open(storage)) {
            assertEquals(0, again.statistics().nodes());
            again.insertNode(1, List.of(), Map.of());
        }
    }
}
