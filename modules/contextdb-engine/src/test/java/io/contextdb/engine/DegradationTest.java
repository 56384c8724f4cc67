package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Health.State;
import io.contextdb.api.Progress;
import io.contextdb.api.ResourceLimits;
import io.contextdb.api.Transaction;
import io.contextdb.api.Value;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.file.QuotaFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database whose disk runs out says so, goes on reading, and goes on writing by itself when there is room again;
 * nothing it acknowledged is lost.
 */
class DegradationTest {
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final long RESUME_SECONDS_MAX = 5;
    private static final long ROOM = 1L << 30;
    private static final long SOFT = 1 << 20;
    private static final long HARD = 512 << 10;

    @TempDir
    Path directory;

    private final QuotaFileSystem disk = new QuotaFileSystem(new OsFileSystem(), ROOM);
    private long acknowledged;

    private static DatabaseOptions options(ResourceLimits limits) {
        return TestDatabases.options().resources(limits);
    }

    private Database open(ResourceLimits limits) {
        return TestDatabases.open(directory.resolve("db"), options(limits), disk, SEGMENT_BYTES);
    }

    private void write(Database db) {
        db.insertNode(acknowledged, List.of("L"), Map.of("text", "x".repeat(10_000), "number", acknowledged));
        acknowledged++;
    }

    private void writeSome(Database db) {
        for (int i = 0; i < 20; i++) {
            write(db);
        }
    }

    /** Writes until one is refused, and returns why. */
    private ContextDbException writeUntilRefused(Database db, int writesMax) {
        for (int i = 0; i < writesMax; i++) {
            try {
                write(db);
            } catch (ContextDbException e) {
                return e;
            }
        }
        throw new AssertionError(writesMax + " writes went through");
    }

    private void awaitWriting(Database db) {
        long begin = System.nanoTime();
        boolean written = false;
        while (!written) {
            try {
                write(db);
                written = true;
            } catch (ContextDbException e) {
                assertTrue(e.code() == ErrorCode.READ_ONLY || e.code() == ErrorCode.DISK_FULL, e::getMessage);
                assertTrue(
                        System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(RESUME_SECONDS_MAX),
                        () -> "still refused: " + e.getMessage());
                pause();
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(RESUME_SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "nothing has happened");
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertKeepsEverything(Database db) {
        assertEquals(acknowledged, db.statistics().nodes());
        for (long id = 0; id < acknowledged; id++) {
            Map<String, Value> properties = db.findNode(id).orElseThrow().properties();
            assertEquals(Value.of(id), properties.get("number"));
        }
    }

    @Test
    void beyondTheHardLimitReadsGoOnAndWritesResume() {
        ResourceLimits limits = ResourceLimits.defaults().diskFreeBytes(SOFT, HARD);
        try (Database db = open(limits)) {
            writeSome(db);
            assertEquals(State.OK, db.health().state());
            try (Transaction transaction = db.begin()) {
                transaction.insertNode(77_777, List.of(), Map.of());
                disk.quota(disk.used() + HARD / 2);
                await(() -> db.health().state() == State.READ_ONLY);
                assertTrue(
                        db.health().reason().contains("bytes free; the limit is"),
                        db.health().reason());
                assertCode(ErrorCode.READ_ONLY, () -> write(db));
                assertKeepsEverything(db);
                assertTrue(transaction.findNode(1).isPresent());
                assertCode(ErrorCode.READ_ONLY, transaction::commit);
            }
            disk.quota(ROOM);
            awaitWriting(db);
            assertEquals(State.OK, db.health().state());
            writeSome(db);
            assertKeepsEverything(db);
        }
        try (Database db = open(limits)) {
            assertKeepsEverything(db);
        }
    }

    @Test
    void beyondTheSoftLimitASnapshotMakesRoom() {
        try (Database db =
                open(ResourceLimits.defaults().diskFreeBytes(SOFT, HARD).deletesSnapshots(true))) {
            writeSome(db);
            assertEquals(0, db.snapshots().size());
            disk.quota(disk.used() + (SOFT + HARD) / 2);
            await(() -> db.snapshots().size() == 1);
            write(db);
            disk.quota(ROOM);
            await(() -> db.health().state() == State.OK);
            assertEquals("", db.health().reason());
        }
    }

    @Test
    void aDiskThatIsFullWithoutLimitsLosesNothing() {
        ResourceLimits none = ResourceLimits.defaults().diskFreeBytes(0, 0);
        try (Database db = open(none)) {
            writeSome(db);
            for (int round = 0; round < 3; round++) {
                disk.quota(disk.used() + 100_000);
                ContextDbException refused = writeUntilRefused(db, 1000);
                assertEquals(ErrorCode.DISK_FULL, refused.code(), refused.getMessage());
                assertCode(ErrorCode.READ_ONLY, () -> write(db));
                assertEquals(State.READ_ONLY, db.health().state());
                assertKeepsEverything(db);
                disk.quota(ROOM);
                awaitWriting(db);
                assertKeepsEverything(db);
            }
            // A snapshot that finds the disk full is tried again as well.
            disk.quota(disk.used() + 100);
            assertTrue(assertFails(db).contains("no space left"));
            assertKeepsEverything(db);
            disk.quota(ROOM);
            await(() -> !db.snapshots().isEmpty());
            awaitWriting(db);
            assertTrue(db.verify(Progress.none()).sound());
        }
        try (Database db = open(none)) {
            assertKeepsEverything(db);
        }
    }

    private static String assertFails(Database db) {
        try {
            db.createSnapshot();
        } catch (ContextDbException e) {
            return e.getMessage();
        }
        throw new AssertionError("there is a snapshot");
    }

    @Test
    void aSmallRealDiskThatIsFullLosesNothing() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("tmpfs"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount.toString()),
                "this test may not mount a tmpfs");
        try {
            Path place = mount.resolve("db");
            ResourceLimits none = ResourceLimits.defaults().diskFreeBytes(0, 0);
            try (Database db = TestDatabases.open(place, options(none), new OsFileSystem(), SEGMENT_BYTES)) {
                writeSome(db);
                Path ballast = mount.resolve("ballast");
                fill(ballast);
                ContextDbException refused = writeUntilRefused(db, 10_000);
                assertEquals(ErrorCode.DISK_FULL, refused.code(), refused.getMessage());
                assertKeepsEverything(db);
                Files.delete(ballast);
                awaitWriting(db);
                assertKeepsEverything(db);
            }
            try (Database db = TestDatabases.open(place, options(none), new OsFileSystem(), SEGMENT_BYTES)) {
                assertKeepsEverything(db);
            }
        } finally {
            assertTrue(run("umount", mount.toString()));
        }
    }

    /** All but some of the room, so that the log meets the end of it. */
    private static void fill(Path ballast) throws IOException {
        long room = Files.getFileStore(ballast.getParent()).getUsableSpace();
        Files.write(ballast, new byte[(int) Math.max(0, room - 300_000)]);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
