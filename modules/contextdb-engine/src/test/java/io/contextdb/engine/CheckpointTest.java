package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.ForwardingFileSystem;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checkpoints that nobody asks for: they bound the log and the memory of changes. And what a snapshot asks of the log.
 */
class CheckpointTest {
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final long LOG_BYTES = 256 << 10;
    private static final int ROW_BYTES = 8 << 10;

    @TempDir
    Path directory;

    private static Database open(Path directory, DatabaseOptions options, FileSystem files) {
        return TestDatabases.open(directory, options, files, SEGMENT_BYTES);
    }

    private static long logBytes(FileSystem files, Path directory) {
        return files.list(directory).stream()
                .filter(path -> path.getFileName().toString().startsWith("contextdb.log"))
                .mapToLong(path -> sizeOf(files, path))
                .sum();
    }

    /** Segments go while they are counted. */
    private static long sizeOf(FileSystem files, Path path) {
        try {
            return files.size(path);
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.FILE_NOT_FOUND) {
                throw e;
            }
            return 0;
        }
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void theLogDoesNotGrowWithoutBound() {
        OsFileSystem files = new OsFileSystem();
        byte[] bytes = new byte[ROW_BYTES];
        new Random(5).nextBytes(bytes);
        DatabaseOptions options = Storages.options("mmap").checkpointLogBytes(LOG_BYTES);
        try (Database db = open(directory, options, files)) {
            long greatest = 0;
            for (int i = 0; i < 600; i++) {
                db.insertNode(i, List.of(), Map.of("bytes", bytes));
                greatest = Math.max(greatest, logBytes(files, directory));
            }
            // 600 rows of 8 KiB are 4.7 MiB; two snapshots' worth is kept, and one more may be under way for a while.
            long most = greatest;
            assertTrue(greatest < 12 * LOG_BYTES, () -> most + " bytes of log");
            assertTrue(db.snapshots().size() > 3, () -> db.snapshots().toString());
        }
    }

    /** They would stand in a queue in front of whatever else is asked for. */
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void noneIsAskedForWhileASnapshotIsStillToBeWritten() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FileSystem slow = new ForwardingFileSystem(new OsFileSystem()) {
            @Override
            public WritableFile create(Path path) {
                if (path.startsWith(directory.resolve("nodes"))) {
                    writing.countDown();
                    awaitUninterrupted(goOn);
                }
                return super.create(path);
            }
        };
        DatabaseOptions options = Storages.options("mmap").checkpointLogBytes(LOG_BYTES);
        try (Database db = open(directory, options, slow)) {
            byte[] bytes = new byte[ROW_BYTES];
            int rows = 0;
            for (; writing.getCount() > 0; rows++) {
                db.insertNode(rows, List.of(), Map.of("bytes", bytes));
            }
            int last = rows + (int) (10 * LOG_BYTES / ROW_BYTES);
            for (; rows < last; rows++) {
                db.insertNode(rows, List.of(), Map.of("bytes", bytes));
            }
            goOn.countDown();
            db.cleanup(2, Duration.ZERO);
            long newest = db.snapshots().getLast().id();
            assertTrue(newest <= 3, () -> db.snapshots().toString());
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void changesAreMovedToDiskWhenTheyTakeMuchMemory() {
        DatabaseOptions options = Storages.options("mmap").checkpointMemoryBytes(1 << 20);
        try (Database db = open(directory, options, new OsFileSystem())) {
            int rows = 0;
            while (db.snapshots().isEmpty()) {
                rows++;
                db.insertNode(rows, List.of(), Map.of("bytes", new byte[ROW_BYTES]));
                assertTrue(rows < 100_000, "no checkpoint");
            }
            assertEquals(rows, db.statistics().nodes());
        }
    }

    /**
     * Writers wait for a snapshot that is under way, and are told when it cannot be written; nothing is lost by that.
     */
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void memoryIsBoundedWhenSnapshotsCannotBeWritten() {
        FaultyFileSystem files = new FaultyFileSystem(new OsFileSystem());
        DatabaseOptions options =
                Storages.options("mmap").checkpointMemoryBytes(1 << 20).durability(Durability.NONE);
        try (Database db = open(directory, options, files)) {
            db.insertNode(0, List.of(), Map.of());
            files.diskFull();
            int[] rows = {0};
            // The log, which is preallocated, fills up as well at some time: either is said, or that writing pauses
            // since the log of a snapshot met it.
            ContextDbException refusal = assertThrows(ContextDbException.class, () -> {
                while (rows[0] < 1_000_000) {
                    db.insertNode(rows[0] + 1, List.of(), Map.of("zeros", new byte[4096]));
                    rows[0]++;
                }
            });
            assertTrue(
                    List.of(ErrorCode.OUT_OF_MEMORY, ErrorCode.DISK_FULL, ErrorCode.READ_ONLY)
                            .contains(refusal.code()),
                    refusal::getMessage);
            files.diskFree();
            assertEquals(rows[0] + 1, db.statistics().nodes());
            snapshotAfterFailures(db);
            insertWhenResumed(db, -1);
        }
    }

    /** A disk that was full is tried again within a second, and not at once. */
    private static void insertWhenResumed(Database db, long id) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (true) {
            try {
                db.insertNode(id, List.of(), Map.of());
                return;
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.READ_ONLY || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    /** An attempt that began while the disk was full may fail yet. */
    private static void snapshotAfterFailures(Database db) {
        for (int attempt = 1; ; attempt++) {
            try {
                db.createSnapshot();
                return;
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.DISK_FULL || attempt == 10) {
                    throw e;
                }
            }
        }
    }

    /** After a power failure the log reaches at least as far as every snapshot, whatever the durability. */
    @ParameterizedTest
    @EnumSource(Durability.class)
    void noSnapshotIsAheadOfTheLog(Durability durability) {
        RecordingFileSystem recorder = new RecordingFileSystem(new MemoryFileSystem());
        Path home = Path.of("/database");
        try (Database db = open(home, Storages.options("mmap").durability(durability), recorder)) {
            for (int i = 1; i <= 20; i++) {
                db.insertNode(i, List.of(), Map.of());
            }
            assertEquals(20, db.createSnapshot().nodes());
            CrashReplay replay = new CrashReplay(recorder.changes());
            while (replay.advance()) {
                assert replay.position() > 0;
            }
            MemoryFileSystem disk = replay.crash(Damage.LOST, 0).toFileSystem();
            try (Database recovered = open(home, Storages.options("mmap"), disk)) {
                assertEquals(20, recovered.statistics().nodes());
                assertEquals(1, recovered.recovery().snapshotId());
            }
        }
    }

    @Test
    void theMemoryBoundHasALeastValue() {
        assertCode(
                ErrorCode.INVALID_CONFIGURATION,
                () -> DatabaseOptions.defaults().checkpointMemoryBytes((1 << 20) - 1));
    }
}
