package io.contextdb.engine.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Transaction;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a transaction sees of its own writes is what the database shows after the commit, whatever is asked. */
class OwnWritesTest {
    private static final int TRANSACTIONS = 30;
    private static final int WRITES = 60;

    @TempDir
    private Path directory = Path.of("");

    private Database open() {
        return ContextDB.open(
                directory.resolve("db"), DatabaseOptions.defaults().vectorIndexType("flat"));
    }

    @Test
    void aTransactionSeesWhatCommitWillMake() {
        Random random = Seeds.random("aTransactionSeesWhatCommitWillMake");
        RandomWrites writes = new RandomWrites(random);
        int refused = 0;
        try (Database db = open()) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                SortedMap<String, String> within;
                try (Transaction transaction = db.begin()) {
                    for (int write = 0; write < WRITES; write++) {
                        refused += write(writes, transaction);
                        if (random.nextInt(20) == 0) {
                            assertEquals(Answers.of(transaction), Answers.of(transaction), "asking changes nothing");
                        }
                    }
                    within = Answers.of(transaction);
                    transaction.commit();
                }
                assertEquals(within, Answers.of(db));
                if (random.nextInt(5) == 0) {
                    db.createSnapshot();
                }
            }
        }
        assertTrue(refused > 0, "some writes are refused, so that taking back is tried");
    }

    private static int write(RandomWrites writes, Transaction transaction) {
        try {
            writes.next(transaction, transaction);
            return 0;
        } catch (ContextDbException e) {
            assertTrue(
                    e.code().category() == ErrorCode.Category.NOT_FOUND
                            || e.code().category() == ErrorCode.Category.CONFLICT
                            || e.code() == ErrorCode.DIMENSION_MISMATCH
                            || e.code() == ErrorCode.UNSUPPORTED_VALUE,
                    e::getMessage);
            return 1;
        }
    }

    @Test
    void nobodyElseSeesThemBeforeTheCommit() {
        try (Database db = open();
                Transaction transaction = db.begin()) {
            db.insertNode(1, List.of(), Map.of());
            transaction.insertNode(2, List.of("Mine"), Map.of("embedding", new float[] {1, 0}));
            assertTrue(transaction.nodeExists(2) && !transaction.nodeExists(1));
            assertTrue(db.nodeExists(1) && !db.nodeExists(2));
            assertEquals(0, db.statistics().vectors());
            assertEquals(1, transaction.statistics().vectors());
        }
    }

    /** Reading after every write costs what was written since, not the whole set. */
    @Test
    void manyWritesWithReadsBetween() {
        int count = 20_000;
        try (Database db = open();
                Transaction transaction = db.begin()) {
            for (int i = 1; i <= count; i++) {
                transaction.insertNode(i, List.of(), Map.of());
                transaction.insertEdge(i, Math.max(1, i - 1), "LINKS");
                assertEquals(Math.min(i - 1, 2), transaction.queryRelated(i, 2).size());
            }
            assertEquals(count, transaction.statistics().nodes());
        }
    }
}
