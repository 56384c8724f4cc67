package io.contextdb.testkit.log;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.LogRecovery;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.FileOperation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a commit log answers. */
public abstract class CommitLogContract extends CommitLogFixture {
    private static final int THREADS = 8;
    private static final int PROPOSALS_PER_THREAD = 200;

    /** For the provider's test class. */
    protected CommitLogContract() {}

    @Test
    public void commandsAreAppliedInOrderAndComeBack() {
        TextMachine machine = new TextMachine(0);
        try (CommitLog log = openLog()) {
            assertEquals(new LogRecovery(0, 0), log.start(machine, 0));
            assertEquals(LogPosition.START, log.applied());
            assertEquals("1:a", propose(log, "a"));
            assertEquals("2:", propose(log, ""));
            assertEquals("3:c", propose(log, "c"));
            assertEquals(3, log.applied().index());
        }
        assertEquals(List.of("a", "", "c"), machine.applied());
        TextMachine again = new TextMachine(1);
        try (CommitLog log = openLog()) {
            assertEquals(new LogRecovery(2, 0), log.start(again, 1));
            assertEquals(List.of("", "c"), again.applied());
            assertEquals("4:d", propose(log, "d"));
        }
        assertEquals(List.of("a", "", "c", "d"), recovered());
    }

    @Test
    public void whatWasDecodedIsHandedToTheMachineOfThisProcessOnly() {
        List<Object> seen = new ArrayList<>();
        StateMachine machine = new StateMachine() {
            @Override
            public Object apply(LogPosition position, MemorySegment command) {
                seen.add("bytes");
                return position;
            }

            @Override
            public Object applyOwn(LogPosition position, MemorySegment command, Object decoded) {
                seen.add(decoded);
                return position;
            }
        };
        try (CommitLog log = openLog();
                Arena arena = Arena.ofConfined()) {
            log.start(machine, 0);
            assertEquals(1, ((LogPosition) log.propose(arena.allocate(3), "decoded")).index());
            assertEquals(new LogPosition(log.applied().term(), 2), log.propose(arena.allocate(3), null));
        }
        assertEquals(List.of("decoded", "bytes"), seen);
        try (CommitLog log = openLog()) {
            log.start(machine, 0);
        }
        assertEquals(List.of("decoded", "bytes", "bytes", "bytes"), seen);
    }

    @Test
    public void aSnapshotMayHoldAllOfTheLog() {
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            propose(log, "a");
        }
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(1), 1);
            assertEquals(1, log.applied().index());
            assertEquals("2:b", propose(log, "b"));
        }
    }

    @Test
    public void aRestoredSnapshotNeedsNoLog() {
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(41), 41);
            assertEquals(41, log.applied().index());
            assertEquals("42:a", propose(log, "a"));
        }
    }

    @Test
    public void aSnapshotAheadOfTheLogIsRefused() {
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            propose(log, "a");
        }
        try (CommitLog log = openLog()) {
            assertCode(ErrorCode.CORRUPTION, () -> log.start(new TextMachine(7), 7));
        }
    }

    @Test
    public void platformThreadsShareTheLog() throws Exception {
        proposeFromManyThreads(Executors.newFixedThreadPool(THREADS));
    }

    @Test
    public void virtualThreadsShareTheLog() throws Exception {
        proposeFromManyThreads(Executors.newVirtualThreadPerTaskExecutor());
    }

    private void proposeFromManyThreads(ExecutorService executor) throws InterruptedException, ExecutionException {
        TextMachine machine = new TextMachine(0);
        try (executor;
                CommitLog log = openLog()) {
            log.start(machine, 0);
            List<Future<List<String>>> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "thread" + i + "/";
                threads.add(executor.submit(() -> {
                    List<String> answers = new ArrayList<>();
                    for (int k = 0; k < PROPOSALS_PER_THREAD; k++) {
                        answers.add((String) propose(log, name + k));
                    }
                    return answers;
                }));
            }
            Set<String> answers = new HashSet<>();
            for (int i = 0; i < THREADS; i++) {
                List<String> ofThread = threads.get(i).get();
                for (int k = 0; k < PROPOSALS_PER_THREAD; k++) {
                    String answer = ofThread.get(k);
                    assertTrue(answer.endsWith(":thread" + i + "/" + k), answer);
                }
                answers.addAll(ofThread);
            }
            assertEquals(THREADS * PROPOSALS_PER_THREAD, answers.size(), "every command has an index of its own");
            for (int i = 0; i < machine.applied().size(); i++) {
                assertTrue(answers.contains(
                        TextMachine.answer(i + 1, machine.applied().get(i))));
            }
        }
        assertEquals(machine.applied(), recovered());
    }

    @Test
    public void whatTheMachineHasSeenCanBeRead() {
        List<List<String>> readWhileApplied = new ArrayList<>();
        try (CommitLog log = openLog();
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            log.start(
                    (position, command) -> {
                        // From another thread, so before the log can know that the command was applied.
                        Future<List<String>> texts = reader.submit(() -> read(log, 1, position.index()));
                        readWhileApplied.add(assertDoesNotThrow(() -> texts.get()));
                        return position;
                    },
                    0);
            propose(log, "a");
            propose(log, "b");
        }
        assertEquals(List.of(List.of("a"), List.of("a", "b")), readWhileApplied);
    }

    @Test
    public void rangesAreReadAgain() {
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            for (int i = 1; i <= 50; i++) {
                propose(log, "c" + i);
            }
            assertEquals(List.of("c7", "c8", "c9"), read(log, 7, 9));
            assertEquals(List.of("c50"), read(log, 50, 99));
            assertEquals(List.of(), read(log, 51, 99));
        }
    }

    @Test
    public void aMachineReadsWhatWasAppliedBefore() {
        List<String> seen = new ArrayList<>();
        try (CommitLog log = openLog()) {
            log.start(readingMachine(log, seen), 0);
            propose(log, "a");
            propose(log, "b");
            propose(log, "c");
            assertEquals(List.of("a", "a", "b"), seen);
        }
        seen.clear();
        try (CommitLog log = openLog()) {
            log.start(readingMachine(log, seen), 0);
            assertEquals(List.of("a", "a", "b"), seen);
        }
    }

    private static StateMachine readingMachine(CommitLog log, List<String> seen) {
        return (position, command) -> seen.addAll(read(log, 1, position.index() - 1));
    }

    private static List<String> read(CommitLog log, long from, long to) {
        List<String> found = new ArrayList<>();
        log.read(from, to, (position, command) -> found.add(TextMachine.text(command)));
        return found;
    }

    @Test
    public void truncationLetsGoOfOldCommandsOnly() {
        Random random = Seeds.random("truncationLetsGoOfOldCommandsOnly");
        byte[] noise = new byte[1000];
        try (CommitLog log = openLog()) {
            log.start((position, command) -> position.index(), 0);
            for (int i = 1; i <= 1000; i++) {
                random.nextBytes(noise);
                propose(log, noise);
            }
            long all = log.bytesSince(0);
            assertTrue(all > 900_000, () -> all + " bytes");
            long half = log.bytesSince(500);
            assertTrue(half > 300_000 && half < 700_000, () -> half + " bytes");
            assertEquals(0, log.bytesSince(1000));
            log.truncateBefore(900);
            assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> read(log, 1, 1000));
            assertEquals(101, read(log, 900, 1000).size());
            assertEquals(List.of(), log.verify());
        }
        try (CommitLog log = openLog()) {
            assertEquals(101, log.start((position, command) -> position, 899).recordsReplayed());
        }
        try (CommitLog log = openLog()) {
            assertCode(ErrorCode.CORRUPTION, () -> log.start((position, command) -> position, 0));
        }
    }

    @Test
    public void aCommandMayBeLargerThanASegment() {
        String large = "0123456789abcdef".repeat(20_000);
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            propose(log, "a");
            propose(log, large);
            propose(log, "c");
        }
        assertEquals(List.of("a", large, "c"), recovered());
    }

    @Test
    public void onlySyncSyncsEachCommand() {
        assertTrue(syncsOfTenCommands(Durability.SYNC) >= 10);
        assertTrue(syncsOfTenCommands(Durability.NONE) == 0);
    }

    private long syncsOfTenCommands(Durability durability) {
        try (CommitLog log = openLog(durability)) {
            log.start((position, command) -> position, 0);
            propose(log, "the first one after opening may need a sync of its own");
            long before = files.count(FileOperation.SYNC);
            for (int i = 0; i < 10; i++) {
                propose(log, "x");
            }
            return files.count(FileOperation.SYNC) - before;
        }
    }

    @Test
    public void intervalSyncsByItself() throws InterruptedException {
        try (CommitLog log = openLog(Durability.INTERVAL)) {
            log.start(new TextMachine(0), 0);
            long before = files.count(FileOperation.SYNC);
            propose(log, "a");
            for (int i = 0; i < 1000 && files.count(FileOperation.SYNC) == before; i++) {
                Thread.sleep(10);
            }
            assertTrue(files.count(FileOperation.SYNC) > before);
        }
    }

    @Test
    public void syncMakesEverythingDurable() {
        try (CommitLog log = openLog(Durability.NONE)) {
            log.start(new TextMachine(0), 0);
            propose(log, "a");
            long before = files.count(FileOperation.SYNC);
            log.sync();
            assertTrue(files.count(FileOperation.SYNC) > before);
        }
    }

    @Test
    public void closedMeansClosed() {
        CommitLog log = openLog();
        log.start(new TextMachine(0), 0);
        propose(log, "a");
        log.close();
        log.close();
        assertCode(ErrorCode.CLOSED, () -> propose(log, "b"));
        assertCode(ErrorCode.CLOSED, log::sync);
        assertEquals(List.of("a"), recovered());
    }

    @Test
    public void verifyNeedsNoStartAndChangesNothing() {
        try (CommitLog log = openLog()) {
            assertEquals(List.of(), log.verify());
            log.start(new TextMachine(0), 0);
            propose(log, "a");
            assertEquals(List.of(), log.verify());
        }
        long writes = files.count(FileOperation.WRITE);
        try (CommitLog log = openLog()) {
            assertEquals(List.of(), log.verify());
        }
        assertEquals(writes, files.count(FileOperation.WRITE));
    }
}
