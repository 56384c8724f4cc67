package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.HybridResult;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Snapshot;
import io.contextdb.api.Traversal;
import io.contextdb.memory.OsFileSystem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What states of the past hold on to, how far back they reach, and how they end. */
class PastStateTest {
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int ROW_BYTES = 8 << 10;

    @TempDir
    Path directory;

    private Database open(DatabaseOptions options) {
        return TestDatabases.open(directory, options, new OsFileSystem(), SEGMENT_BYTES);
    }

    private static void insert(Database db, long from, long to) {
        byte[] bytes = new byte[ROW_BYTES];
        for (long id = from; id <= to; id++) {
            new Random(id).nextBytes(bytes);
            db.insertNode(id, List.of("Row"), Map.of("bytes", bytes.clone()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void anOpenStateOutlivesItsSnapshot(String storage) {
        try (Database db = open(Storages.options(storage))) {
            insert(db, 1, 3);
            Snapshot first = db.createSnapshot();
            try (PastState past = db.at(first.id());
                    PastState again = db.at(first.timestamp())) {
                for (int i = 4; i < 8; i++) {
                    db.deleteNode(i - 3);
                    insert(db, i, i);
                    db.compact();
                }
                assertTrue(db.cleanup(2).snapshotsDeleted() > 0);
                assertEquals(first, past.snapshot().orElseThrow());
                assertEquals(3, past.statistics().nodes());
                assertEquals(
                        Set.of("bytes"),
                        past.findNode(1).orElseThrow().properties().keySet());
                past.close();
                assertEquals(3, again.statistics().nodes());
                assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> db.at(first.id()));
            }
            assertEquals(0, db.cleanup(2).snapshotsDeleted());
        }
    }

    @Test
    void filesOfADeletedSnapshotGoWithItsLastReader() throws InterruptedException {
        try (Database db = open(Storages.options("mmap"))) {
            insert(db, 1, 3);
            Snapshot first = db.createSnapshot();
            PastState past = db.at(first.id());
            for (int i = 4; i < 8; i++) {
                insert(db, i, i);
                db.compact();
            }
            long kept = db.cleanup(2).filesDeleted();
            past.close();
            long freed = 0;
            // Unmapping happens in the background.
            for (int i = 0; i < 500 && freed == 0; i++) {
                Thread.sleep(10);
                freed = db.cleanup(2).filesDeleted();
            }
            assertTrue(freed > 0, kept + " files were deleted before, none after");
        }
    }

    @Test
    void whatIsClosedSaysSo() {
        PastState left;
        PastState ended;
        PastState present;
        try (Database db = open(Storages.options("mmap"))) {
            insert(db, 1, 3);
            Snapshot snapshot = db.createSnapshot();
            insert(db, 4, 6);
            left = db.at(snapshot.id());
            ended = db.asOf(db.commitIndex() - 1);
            present = db.asOf(db.commitIndex());
            assertEquals(3, left.statistics().nodes());
            assertEquals(5, ended.statistics().nodes());
            assertEquals(6, present.statistics().nodes());
            ended.close();
            ended.close();
            assertCode(ErrorCode.CLOSED, ended::statistics);
        }
        assertCode(ErrorCode.CLOSED, left::statistics);
        assertCode(ErrorCode.CLOSED, () -> left.querySimilar(1, 3));
        assertCode(ErrorCode.CLOSED, ended::commitIndex);
        assertCode(ErrorCode.CLOSED, present::commitIndex);
        left.close();
        present.close();
    }

    @Test
    void saysWhatThereIsWhenAStateIsGone() {
        try (Database db = open(Storages.options("mmap"))) {
            assertCode(ErrorCode.SNAPSHOT_NOT_FOUND, () -> db.at(1));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.asOf(1));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.asOf(-1));
            for (int i = 0; i < 4; i++) {
                insert(db, i * 20 + 1, i * 20 + 20);
                db.createSnapshot();
            }
            assertCode(ErrorCode.SNAPSHOT_NOT_FOUND, () -> db.at(5));
            assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> db.at(Instant.EPOCH));
            db.cleanup(3);
            assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> db.at(1));
            ContextDbException gone = assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> db.asOf(5));
            // Snapshot 3 holds commit 63, the log reaches back to it; snapshot 2 is a state of its own.
            assertTrue(gone.getMessage().contains("commits 63 to 85"), gone::getMessage);
            assertTrue(gone.getMessage().contains("2 (commit 42)"), gone::getMessage);
            try (PastState third = db.asOf(63);
                    PastState second = db.asOf(42)) {
                assertEquals(60, third.statistics().nodes());
                assertEquals(40, second.statistics().nodes());
            }
        }
    }

    @Test
    void retainedLogReachesFurtherBack() {
        try (Database db = open(Storages.options("mmap").logRetentionBytes(64 << 20))) {
            for (int i = 0; i < 4; i++) {
                insert(db, i * 20 + 1, i * 20 + 20);
                db.createSnapshot();
            }
            for (int commit = 1; commit <= 20; commit++) {
                try (PastState past = db.asOf(commit)) {
                    assertEquals(commit, past.commitIndex());
                    assertEquals(commit, past.statistics().nodes());
                    assertTrue(past.snapshot().isEmpty());
                }
            }
        }
    }

    @Test
    void memoryOfReplayedStatesIsBounded() {
        try (Database db = open(Storages.options("mmap").historyMemoryBytes(1 << 20))) {
            insert(db, 1, 300);
            assertCode(ErrorCode.OUT_OF_MEMORY, () -> db.asOf(299));
            try (PastState past = db.asOf(50)) {
                assertEquals(50, past.statistics().nodes());
            }
            db.createSnapshot();
            insert(db, 301, 302);
            try (PastState past = db.asOf(db.commitIndex() - 1)) {
                assertEquals(301, past.statistics().nodes());
            }
        }
    }

    /** Enough vectors for an index; what a snapshot's own answers is what the present answered then. */
    @Test
    void similarityOfThePastUsesTheIndexOfThen() {
        Random random = new Random(11);
        try (Database db = ContextDB.open(directory, Storages.options("mmap"))) {
            insertVectors(db, random, 0, 3_000);
            db.awaitIndexes(Progress.none());
            Snapshot snapshot = db.createSnapshot();
            db.awaitIndexes(Progress.none());
            float[] query = vector(random);
            Answers then = Answers.of(db, query);
            insertVectors(db, random, 3_000, 100);
            long commit = db.commitIndex();
            Answers exactly = Answers.exactly(db, query);
            insertVectors(db, random, 3_100, 500);
            db.deleteVector(then.similar[0], SimilarityQuery.DEFAULT_NAME);
            db.compact();
            assertFalse(Arrays.equals(then.similar, Answers.of(db, query).similar));
            try (PastState past = db.at(snapshot.id())) {
                assertTrue(past.statistics().vectorSpaces().getFirst().indexed() > 0);
                then.assertSame(Answers.of(past, query));
            }
            try (PastState past = db.asOf(commit)) {
                assertEquals(3_100, past.statistics().nodes());
                exactly.assertSame(Answers.exactly(past, query));
            }
        }
    }

    private static float[] vector(Random random) {
        float[] vector = new float[8];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static void insertVectors(Database db, Random random, long from, int count) {
        db.execute(transaction -> {
            for (long id = from; id < from + count; id++) {
                transaction.insertNode(id, List.of(), Map.of(SimilarityQuery.DEFAULT_NAME, vector(random)));
                if (id > 0) {
                    transaction.insertEdge(id - 1, id, "NEXT", Map.of());
                }
            }
            return null;
        });
    }

    /** What was answered to one vector. */
    private record Answers(long[] similar, long[] hybrid) {
        private static final int K = 10;

        static Answers of(GraphReader reader, float[] query) {
            return of(reader, query, SimilarityQuery.top(K));
        }

        static Answers exactly(GraphReader reader, float[] query) {
            return of(reader, query, SimilarityQuery.top(K).exactly());
        }

        private static Answers of(GraphReader reader, float[] vector, SimilarityQuery query) {
            SearchHits hits = new SearchHits();
            reader.querySimilar(vector, query, hits);
            HybridResult hybrid = new HybridResult();
            reader.queryHybrid(1_000, Traversal.within(900), vector, query, hybrid);
            return new Answers(hits.ids(), hybrid.hits().ids());
        }

        void assertSame(Answers actual) {
            assertEquals(K, similar.length);
            assertArrayEquals(similar, actual.similar);
            assertArrayEquals(hybrid, actual.hybrid);
        }
    }
}
