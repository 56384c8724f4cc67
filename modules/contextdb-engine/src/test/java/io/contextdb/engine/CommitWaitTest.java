package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Committed;
import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers learn their commit; readers wait for one. */
class CommitWaitTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int COMMITS = 200;
    private static final int READERS = 3;

    @TempDir
    private Path directory;

    @Test
    void writersLearnTheirCommit() {
        try (Database db = ContextDB.open(directory)) {
            Committed<Long> first = db.write(writer -> writer.insertNode(List.of("N"), Map.of()));
            assertEquals(db.commitIndex(), first.commitIndex());
            assertTrue(db.nodeExists(first.result()));
            Committed<Long> second = db.commit(transaction -> {
                transaction.updateNode(first.result(), Map.of("a", 1));
                return transaction.commitIndex();
            });
            assertEquals(first.commitIndex(), second.result());
            assertEquals(first.commitIndex() + 1, second.commitIndex());
            assertEquals(second.commitIndex(), db.commit(_ -> 0).commitIndex(), "nothing was written");
            assertEquals(second.commitIndex(), db.write(_ -> 0).commitIndex(), "nothing was written");
        }
    }

    @Test
    void severalWritesAreOneCommitOrNone() {
        try (Database db = ContextDB.open(directory)) {
            db.insertNode(1, List.of(), Map.of());
            long before = db.commitIndex();
            Committed<Long> written = db.write(writer -> {
                writer.insertNode(2, List.of(), Map.of());
                long edge = writer.insertEdge(1, 2, "KNOWS");
                writer.detachDeleteNode(1);
                assertCode(ErrorCode.EDGE_NOT_FOUND, () -> writer.deleteEdge(edge));
                return edge;
            });
            assertEquals(before + 1, written.commitIndex());
            assertFalse(db.nodeExists(1));
            assertTrue(db.nodeExists(2));
            assertCode(
                    ErrorCode.NODE_EXISTS,
                    () -> db.write(writer -> {
                        writer.insertNode(3, List.of(), Map.of());
                        writer.insertNode(2, List.of(), Map.of());
                        return 0;
                    }));
            assertFalse(db.nodeExists(3));
        }
    }

    @Test
    void theWriterEndsWithItsWork() {
        try (Database db = ContextDB.open(directory)) {
            List<GraphWriter> kept = new ArrayList<>();
            db.write(kept::add);
            assertCode(ErrorCode.TRANSACTION_ENDED, () -> kept.getFirst().insertNode(List.of(), Map.of()));
            ExecutionException elsewhere = db.write(writer -> assertThrows(
                            ExecutionException.class,
                            () -> CompletableFuture.runAsync(() -> writer.insertNode(List.of(), Map.of()))
                                    .get()))
                    .result();
            assertTrue(
                    ErrorCode.INVALID_ARGUMENT.isOf(Objects.requireNonNull(elsewhere.getCause())), elsewhere::toString);
            assertEquals(0, db.statistics().nodes());
        }
    }

    @Test
    void aCommitThatDoesNotComeIsNamed() {
        try (Database db = ContextDB.open(directory)) {
            long present =
                    db.write(writer -> writer.insertNode(List.of(), Map.of())).commitIndex();
            assertEquals(present, db.awaitCommit(0, Duration.ZERO));
            assertEquals(present, db.awaitCommit(present, Duration.ZERO));
            ContextDbException e =
                    assertCode(ErrorCode.COMMIT_NOT_REACHED, () -> db.awaitCommit(present + 7, Duration.ofMillis(10)));
            assertTrue(e.code().retryable());
            assertTrue(e.getMessage().contains("commit " + (present + 7)), e::getMessage);
            assertTrue(e.getMessage().contains("index " + present), e::getMessage);
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.awaitCommit(-1, Duration.ZERO));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.awaitCommit(1, Duration.ofMillis(-1)));
            Thread.currentThread().interrupt();
            assertCode(ErrorCode.CANCELLED, () -> db.awaitCommit(present + 1, LONG));
            assertTrue(Thread.interrupted(), "the interrupt is lost");
        }
    }

    @Test
    void closingEndsTheWaiting() throws Exception {
        Database db = ContextDB.open(directory);
        Thread[] waiting = new Thread[1];
        CompletableFuture<Void> ended = new CompletableFuture<>();
        waiting[0] = Thread.ofPlatform().start(() -> {
            try {
                assertCode(ErrorCode.CLOSED, () -> db.awaitCommit(1, LONG));
                ended.complete(null);
            } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
        while (waiting[0].isAlive() && waiting[0].getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        db.close();
        ended.get(1, TimeUnit.MINUTES);
        assertCode(ErrorCode.CLOSED, () -> db.awaitCommit(0, Duration.ZERO));
    }

    /** Who waits for a commit sees what it wrote; each reader is woken by each commit. */
    @Test
    void whatIsAwaitedIsSeen() throws Exception {
        try (Database db = ContextDB.open(directory)) {
            List<CompletableFuture<Void>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(CompletableFuture.runAsync(
                        () -> {
                            for (long index = 1; index <= COMMITS; index++) {
                                assertTrue(db.awaitCommit(index, LONG) >= index);
                                assertTrue(db.nodeExists(index), "a commit without its node");
                            }
                        },
                        command -> Thread.ofPlatform().start(command)));
            }
            for (long id = 1; id <= COMMITS; id++) {
                long node = id;
                assertEquals(
                        id,
                        db.write(writer -> {
                                    writer.insertNode(node, List.of(), Map.of());
                                    return node;
                                })
                                .commitIndex());
            }
            for (CompletableFuture<Void> reader : readers) {
                reader.get(1, TimeUnit.MINUTES);
            }
        }
    }

    @Test
    void aSnapshotOpenForReadingSaysThatNothingComes() {
        long present;
        try (Database db = ContextDB.open(directory)) {
            db.insertNode(1, List.of(), Map.of());
            present = db.createSnapshot().commitIndex();
        }
        try (Database db = ContextDB.openReadOnly(directory)) {
            assertEquals(present, db.awaitCommit(present, Duration.ZERO));
            assertCode(ErrorCode.READ_ONLY, () -> db.awaitCommit(present + 1, LONG));
            assertCode(ErrorCode.READ_ONLY, () -> db.write(writer -> writer.insertNode(List.of(), Map.of())));
        }
    }
}
