package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Transaction;
import io.contextdb.api.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions: all or nothing, their own writes, and conflicts with others. */
class TransactionTest {
    private static final int THREADS = 4;
    private static final int INCREMENTS_PER_THREAD = 25;

    @TempDir
    Path directory;

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void ownWritesAreSeenByNobodyElseBeforeCommit(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of("N"), Map.of("embedding", new float[] {1, 0}));
            try (Transaction transaction = db.begin()) {
                transaction.insertNode(2, List.of("N"), Map.of("embedding", new float[] {1, 1}));
                transaction.insertEdge(1, 2, "KNOWS");
                assertEquals(1, transaction.queryRelated(1, 1).size());
                assertEquals(2, transaction.queryHybrid(1, 1, 5).hits().id(0));
                assertFalse(db.nodeExists(2));
                long index = transaction.commit();
                assertEquals(index, db.commitIndex());
                assertCode(ErrorCode.TRANSACTION_ENDED, () -> transaction.findNode(1));
            }
            assertEquals(1, db.queryRelated(1, 1).size());
            try (Transaction given = db.begin()) {
                given.detachDeleteNode(2);
            }
            assertTrue(db.nodeExists(2));
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void whatWasReadMustNotHaveChanged(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of("on", true));
            db.insertNode(2, List.of(), Map.of("on", true));
            try (Transaction first = db.begin();
                    Transaction second = db.begin()) {
                // Write skew: each reads what the other changes.
                first.findNode(1);
                first.updateNode(2, Map.of("on", false));
                second.findNode(2);
                second.updateNode(1, Map.of("on", false));
                first.commit();
                assertCode(ErrorCode.TRANSACTION_CONFLICT, second::commit);
            }
            assertEquals(
                    Value.of(true), db.findNode(1).orElseThrow().properties().get("on"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void anEdgeToANodeThatWentIsAConflict(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of());
            db.insertNode(2, List.of(), Map.of());
            try (Transaction transaction = db.begin()) {
                transaction.insertEdge(1, 2, "KNOWS");
                db.deleteNode(2);
                assertCode(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
            }
            assertEquals(0, db.statistics().edges());
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void theWindowBeginsAnewWithASnapshot(String storage) {
        try (Database db = open(storage)) {
            db.insertNode(1, List.of(), Map.of());
            try (Transaction old = db.begin()) {
                old.findNode(1);
                old.updateNode(1, Map.of("a", 1));
                db.createSnapshot();
                assertCode(ErrorCode.TRANSACTION_CONFLICT, old::commit);
            }
            db.execute(transaction -> {
                transaction.findNode(1);
                transaction.updateNode(1, Map.of("a", 2));
                return 0;
            });
            assertEquals(Value.of(2), db.findNode(1).orElseThrow().properties().get("a"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void incrementsOfManyThreadsAllCount(String storage) throws Exception {
        try (Database db = open(storage);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                db.insertNode(i, List.of(), Map.of("count", 0));
            }
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long own = i;
                running.add(threads.submit(() -> {
                    for (int k = 0; k < INCREMENTS_PER_THREAD; k++) {
                        increment(db, own);
                    }
                }));
            }
            // Transactions meet snapshots: entries are applied to the old epoch and again to the new one.
            db.createSnapshot();
            db.compact();
            for (Future<?> thread : running) {
                thread.get();
            }
            for (int i = 0; i < THREADS; i++) {
                assertEquals(
                        INCREMENTS_PER_THREAD,
                        count(db.findNode(i).orElseThrow().properties()));
            }
        }
    }

    private static void increment(Database db, long id) {
        db.execute(transaction -> {
            long count = count(transaction.findNode(id).orElseThrow().properties());
            transaction.updateNode(id, Map.of("count", count + 1));
            return 0;
        });
    }

    private static long count(Map<String, Value> properties) {
        return (Long) properties.getOrDefault("count", Value.of(0)).toJava();
    }
}
