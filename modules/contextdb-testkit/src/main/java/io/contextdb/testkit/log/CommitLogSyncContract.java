package io.contextdb.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.FileOperation;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a snapshot needs of a commit log: that it can be made durable at any time, and never shows what it may lose
 * again.
 */
public abstract class CommitLogSyncContract extends CommitLogFixture {
    /** For the provider's test class. */
    protected CommitLogSyncContract() {}

    @Test
    public void aMachineMaySync() {
        List<Long> syncs = new ArrayList<>();
        try (CommitLog log = openLog(Durability.NONE)) {
            log.start(
                    (position, command) -> {
                        log.sync();
                        syncs.add(files.count(FileOperation.SYNC));
                        return position.index();
                    },
                    0);
            long before = files.count(FileOperation.SYNC);
            propose(log, "a");
            assertEquals(List.of(before + 1), syncs);
        }
    }

    /** A snapshot is written while a command waits for it. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    public void aSyncDoesNotWaitForTheMachine() throws InterruptedException {
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (CommitLog log = openLog(Durability.NONE)) {
            log.start(
                    (position, command) -> {
                        applying.countDown();
                        await(goOn);
                        return position.index();
                    },
                    0);
            Thread proposer = Thread.ofPlatform().start(() -> propose(log, "a"));
            applying.await();
            long before = files.count(FileOperation.SYNC);
            log.sync();
            assertTrue(files.count(FileOperation.SYNC) > before);
            goOn.countDown();
            proposer.join();
        }
    }

    /** What is made of a command while the log is replayed must not outlast it. */
    @Test
    public void whatIsReplayedIsDurable() {
        RecordingFileSystem recorder = new RecordingFileSystem(new MemoryFileSystem());
        recorder.createDirectories(DIRECTORY);
        CommitLogContext context = new CommitLogContext(DIRECTORY, recorder, Durability.NONE, SEGMENT_BYTES);
        // Never closed: its process dies with what the disk has not.
        CommitLog lost = provider().open(context);
        lost.start(new TextMachine(0), 0);
        propose(lost, "a");
        propose(lost, "b");
        List<List<String>> afterCrashes = new ArrayList<>();
        try (CommitLog log = provider().open(context)) {
            log.start(
                    (position, command) -> {
                        log.sync();
                        return afterCrashes.add(recoveredAfterCrash(recorder));
                    },
                    0);
        }
        assertEquals(List.of(List.of("a", "b"), List.of("a", "b")), afterCrashes);
    }

    private List<String> recoveredAfterCrash(RecordingFileSystem recorder) {
        CrashReplay replay = new CrashReplay(recorder.changes());
        while (replay.advance()) {
            assert replay.position() > 0;
        }
        TextMachine machine = new TextMachine(0);
        MemoryFileSystem disk = replay.crash(Damage.LOST, 0).toFileSystem();
        try (CommitLog log = provider().open(new CommitLogContext(DIRECTORY, disk, Durability.SYNC, SEGMENT_BYTES))) {
            log.start(machine, 0);
        }
        return machine.applied();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
