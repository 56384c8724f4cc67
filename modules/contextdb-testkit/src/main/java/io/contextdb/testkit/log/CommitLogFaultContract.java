package io.contextdb.testkit.log;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.testkit.file.FileOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a commit log does when something fails. */
public abstract class CommitLogFaultContract extends CommitLogFixture {
    private static final int THREADS = 8;
    private static final long RESUME_NANOS_MAX = 5_000_000_000L;

    /** For the provider's test class. */
    protected CommitLogFaultContract() {}

    @Test
    public void aFailedSyncAcknowledgesNothingAndStopsTheLog() {
        TextMachine machine = new TextMachine(0);
        try (CommitLog log = openLog()) {
            log.start(machine, 0);
            propose(log, "a");
            files.fail(FileOperation.SYNC, 1, ErrorCode.IO_FAILURE);
            assertCode(ErrorCode.IO_FAILURE, () -> propose(log, "b"));
            long syncs = files.count(FileOperation.SYNC);
            assertCode(ErrorCode.FAILED, () -> propose(log, "c"));
            assertCode(ErrorCode.FAILED, log::sync);
            assertEquals(syncs, files.count(FileOperation.SYNC), "a failed sync is not tried again");
            assertEquals(1, log.applied().index());
        }
        assertEquals(List.of("a"), machine.applied());
        List<String> recovered = recovered();
        assertTrue(recovered.equals(List.of("a")) || recovered.equals(List.of("a", "b")), recovered::toString);
    }

    @Test
    public void aFailedWriteAcknowledgesNothingAndStopsTheLog() {
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            propose(log, "a");
            files.fail(FileOperation.WRITE, 1, ErrorCode.IO_FAILURE);
            assertCode(ErrorCode.IO_FAILURE, () -> propose(log, "b"));
            assertCode(ErrorCode.FAILED, () -> propose(log, "c"));
        }
        assertEquals(List.of("a"), recovered());
    }

    @Test
    public void aFailedBackgroundSyncStopsTheLog() throws InterruptedException {
        try (CommitLog log = openLog(Durability.INTERVAL)) {
            log.start(new TextMachine(0), 0);
            files.fail(FileOperation.SYNC, 1, ErrorCode.IO_FAILURE);
            ContextDbException refusal = null;
            for (int i = 0; i < 1000 && refusal == null; i++) {
                try {
                    propose(log, "x");
                    Thread.sleep(10);
                } catch (ContextDbException e) {
                    refusal = e;
                }
            }
            ContextDbException found = refusal;
            assertTrue(found != null && found.code() == ErrorCode.FAILED, () -> "refused with " + found);
        }
    }

    /**
     * Everyone who was told of success finds the command again, whichever write or sync failed, with many threads at
     * work.
     */
    @Test
    public void acknowledgedCommandsSurviveAnyFailure() throws InterruptedException {
        for (FileOperation operation : List.of(FileOperation.WRITE, FileOperation.SYNC, FileOperation.RENAME)) {
            for (int nth = 1; nth <= 9; nth += 2) {
                List<String> acknowledged = proposeUntilFailure(operation, nth);
                List<String> recovered = recovered();
                assertTrue(recovered.containsAll(acknowledged), operation + " " + nth);
                files.list(DIRECTORY).forEach(memory::delete);
            }
        }
    }

    private List<String> proposeUntilFailure(FileOperation operation, int nth) throws InterruptedException {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        String filler = "x".repeat(200);
        try (CommitLog log = openLog();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            log.start(new TextMachine(0), 0);
            files.fail(operation, nth, ErrorCode.IO_FAILURE);
            CountDownLatch ended = new CountDownLatch(THREADS);
            for (int i = 0; i < THREADS; i++) {
                String name = "thread" + i + "/";
                executor.execute(() -> {
                    try {
                        for (int k = 0; k < 10_000; k++) {
                            String text = name + k + filler;
                            propose(log, text);
                            acknowledged.add(text);
                        }
                    } catch (ContextDbException e) {
                        assertTrue(e.code() == ErrorCode.IO_FAILURE || e.code() == ErrorCode.FAILED, e::getMessage);
                    } finally {
                        ended.countDown();
                    }
                });
            }
            ended.await();
        }
        return new ArrayList<>(acknowledged);
    }

    @Test
    public void aFullDiskIsNoEnd() {
        List<String> acknowledged = new ArrayList<>();
        String filler = "-".repeat(100);
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            files.diskFull();
            ContextDbException full = assertThrows(ContextDbException.class, () -> {
                for (int i = 0; i < 10_000; i++) {
                    propose(log, i + filler);
                    acknowledged.add(i + filler);
                }
            });
            assertEquals(ErrorCode.DISK_FULL, full.code());
            assertTrue(acknowledged.size() > 100, "there was room in the segment made before");
            assertCode(ErrorCode.DISK_FULL, () -> propose(log, "still full" + filler));
            files.diskFree();
            propose(log, "room again");
            acknowledged.add("room again");
        }
        assertEquals(acknowledged, recovered());
    }

    /** The same where the file system never writes over what it has, so that a full disk takes no command at all. */
    @Test
    public void aFullDiskThatTakesNoCommandIsNoEnd() {
        List<String> acknowledged = new ArrayList<>();
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            for (int round = 0; round < 20; round++) {
                propose(log, "before " + round);
                acknowledged.add("before " + round);
                files.diskFullAfter(0);
                String refused = "refused " + "-".repeat(round * 50);
                assertCode(ErrorCode.DISK_FULL, () -> propose(log, refused));
                assertCode(ErrorCode.DISK_FULL, () -> propose(log, refused));
                files.diskFree();
            }
            propose(log, "room again");
            acknowledged.add("room again");
            assertEquals(List.of(), log.verify());
        }
        assertEquals(acknowledged, recovered());
    }

    @Test
    public void aMachineThatGivesUpStopsTheLog() {
        try (CommitLog log = openLog()) {
            log.start(
                    (position, command) -> {
                        if (position.index() == 2) {
                            throw new IllegalStateException("no more");
                        }
                        return position.index();
                    },
                    0);
            assertEquals(1L, propose(log, "a"));
            ContextDbException e = assertCode(ErrorCode.COMMIT_PENDING, () -> propose(log, "b"));
            assertTrue(e.getMessage().contains("no more"), e::getMessage);
            assertCode(ErrorCode.FAILED, () -> propose(log, "c"));
            assertEquals(1, log.applied().index());
        }
        assertEquals(List.of("a", "b"), recovered(), "the command was durable before it was applied");
    }

    @Test
    public void aCommandThatFindsNoRoomIsAppliedOnceThereIsSome() throws InterruptedException {
        TextMachine machine = new TextMachine(0);
        AtomicBoolean full = new AtomicBoolean(true);
        try (CommitLog log = openLog()) {
            log.start(
                    (position, command) -> {
                        if (position.index() == 2 && full.get()) {
                            throw new ContextDbException(ErrorCode.DISK_FULL, "no space left");
                        }
                        return machine.apply(position, command);
                    },
                    0);
            propose(log, "a");
            ContextDbException e = assertCode(ErrorCode.COMMIT_PENDING, () -> propose(log, "b"));
            assertTrue(e.getMessage().contains("no space left"), e::getMessage);
            assertCode(ErrorCode.DISK_FULL, () -> propose(log, "c"));
            assertEquals(1, log.applied().index());
            full.set(false);
            long begin = System.nanoTime();
            while (log.applied().index() < 2) {
                assertTrue(System.nanoTime() - begin < RESUME_NANOS_MAX, "it is not tried again");
                Thread.sleep(10);
            }
            assertEquals("3:d", propose(log, "d"));
            assertEquals(List.of("a", "b", "d"), machine.applied());
        }
        assertEquals(List.of("a", "b", "d"), recovered());
    }

    /** Commands that share a write are all durable, so none of their proposers may be told to try again. */
    @Test
    public void whateverIsBehindACommandWithoutRoomIsPendingToo() throws InterruptedException {
        TextMachine machine = new TextMachine(0);
        AtomicBoolean full = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Queue<ContextDbException> refusals = new ConcurrentLinkedQueue<>();
        try (CommitLog log = openLog()) {
            log.start(
                    (position, command) -> {
                        if (position.index() == 1) {
                            begun.countDown();
                            awaitUninterrupted(goOn);
                        } else if (full.get()) {
                            throw new ContextDbException(ErrorCode.DISK_FULL, "no space left");
                        }
                        return machine.apply(position, command);
                    },
                    0);
            Thread first = Thread.ofPlatform().start(() -> propose(log, "a"));
            begun.await();
            List<Thread> behind = Stream.of("b", "b")
                    .map(text -> Thread.ofPlatform().start(() -> refusals.add(failure(() -> propose(log, text)))))
                    .toList();
            for (Thread thread : behind) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.sleep(1);
                }
            }
            goOn.countDown();
            first.join();
            for (Thread thread : behind) {
                thread.join();
            }
            assertEquals(
                    List.of(ErrorCode.COMMIT_PENDING, ErrorCode.COMMIT_PENDING),
                    refusals.stream().map(ContextDbException::code).toList());
            assertEquals(
                    Set.of("2", "3"),
                    refusals.stream()
                            .map(refusal -> refusal.getMessage().replaceAll(".*command (\\d+) is durable.*", "$1"))
                            .collect(Collectors.toSet()));
            full.set(false);
        }
        assertEquals(List.of("a", "b", "b"), recovered());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ContextDbException failure(Executable call) {
        return assertThrows(ContextDbException.class, call);
    }

    @Test
    public void aCommandThatNeverFindsRoomIsThereAfterClosing() {
        try (CommitLog log = openLog()) {
            log.start(
                    (position, command) -> {
                        throw new ContextDbException(ErrorCode.DISK_FULL, "no space left");
                    },
                    0);
            assertCode(ErrorCode.COMMIT_PENDING, () -> propose(log, "a"));
            assertCode(ErrorCode.DISK_FULL, () -> propose(log, "b"));
        }
        assertEquals(List.of("a"), recovered());
    }

    @Test
    public void anInterruptedProposerLearnsTheOutcome() {
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            Thread.currentThread().interrupt();
            assertEquals("1:a", propose(log, "a"));
            assertTrue(Thread.interrupted(), "the interrupt is kept");
            assertEquals("2:b", propose(log, "b"));
        }
        assertEquals(List.of("a", "b"), recovered());
    }

    /** The same while another thread holds the log and the proposer has to wait. */
    @Test
    public void anInterruptedWaiterLearnsTheOutcome() throws Exception {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (CommitLog log = openLog();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            log.start(
                    (position, command) -> {
                        applying.countDown();
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return position.index();
                    },
                    0);
            var leader = executor.submit(() -> propose(log, "a"));
            applying.await();
            List<Object> found = new ArrayList<>();
            Thread waiter = Thread.ofPlatform().start(() -> {
                found.add(propose(log, "b"));
                found.add(Thread.currentThread().isInterrupted());
            });
            while (waiter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            waiter.interrupt();
            goOn.countDown();
            waiter.join();
            assertEquals(1L, leader.get());
            assertEquals(List.of(2L, true), found);
        }
    }

    @Test
    public void damageIsReportedWithFileAndPosition() {
        try (CommitLog log = openLog()) {
            log.start(new TextMachine(0), 0);
            propose(log, "first");
            propose(log, "second");
        }
        var path = DIRECTORY.resolve("contextdb.log");
        byte[] bytes = memory.bytes(path);
        String content = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[content.indexOf("first")] ^= 1;
        memory.put(path, bytes);
        try (CommitLog log = openLog()) {
            assertEquals(1, log.verify().size(), () -> log.verify().toString());
            ContextDbException e = assertCode(ErrorCode.CORRUPTION, () -> log.start(new TextMachine(0), 0));
            assertTrue(e.getMessage().contains(path + " at byte "), e::getMessage);
        }
    }
}
