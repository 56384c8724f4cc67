package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening reports, and the memory and the time it may take. */
class RecoveryTest {
    private static final long MEMORY_BYTES = 1 << 20;
    private static final int ROW_BYTES = 8 << 10;
    private static final int SEGMENT_BYTES = 1 << 20;

    @TempDir
    Path directory;

    private Database open(DatabaseOptions options) {
        return ContextDB.open(directory.resolve("database"), options);
    }

    private static void insert(Database db, int from, int count) {
        byte[] bytes = new byte[ROW_BYTES];
        for (int id = from; id < from + count; id++) {
            new Random(id).nextBytes(bytes);
            db.insertNode(id, List.of(), Map.of("bytes", bytes.clone()));
        }
    }

    private void deleteAll(String folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("database").resolve(folder))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void reportsWhatWasDone() throws IOException {
        try (Database db = open(Storages.options("mmap"))) {
            assertEquals(0, db.recovery().recordsReplayed());
            insert(db, 0, 3);
            db.createSnapshot();
            insert(db, 3, 2);
            db.createSnapshot();
            insert(db, 5, 1);
        }
        deleteAll("metadata", "snapshot-000002");
        deleteAll("metadata", "HEAD");
        try (Database db = open(Storages.options("mmap"))) {
            RecoveryReport report = db.recovery();
            assertEquals(1, report.snapshotId());
            assertEquals(4, report.recordsReplayed());
            assertTrue(
                    report.bytesReplayed() > 3 * ROW_BYTES && report.bytesReplayed() < 4 * ROW_BYTES, report::toString);
            assertTrue(report.changeBytesMax() > 3 * ROW_BYTES, report::toString);
            assertTrue(report.filesVerified() > 0);
            assertEquals(0, report.bytesDropped());
            assertFalse(report.repaired());
            assertEquals(6, db.statistics().nodes());
        }
    }

    @Test
    void damagedSnapshotsArePassedOverAndNamed() throws IOException {
        try (Database db = open(Storages.options("mmap"))) {
            insert(db, 0, 3);
            db.createSnapshot();
            insert(db, 3, 2);
            db.createSnapshot();
        }
        Path nodes = directory.resolve("database/nodes/node-000002.cdb");
        Files.write(nodes, new byte[(int) Files.size(nodes)]);
        try (Database db = open(Storages.options("mmap"))) {
            assertEquals(1, db.recovery().snapshotId());
            assertEquals(List.of(2L), db.recovery().snapshotsDamaged());
            assertTrue(db.recovery().repaired());
            assertEquals(5, db.statistics().nodes());
        }
    }

    /** All that is left is a log of many times the memory: the snapshots it asks for are written on the way. */
    @Test
    void memoryOfALongReplayIsBounded() throws IOException {
        DatabaseOptions options = Storages.options("mmap").logRetentionBytes(1L << 30);
        int rows = 0;
        try (Database db = open(options)) {
            for (int i = 0; i < 12; i++) {
                insert(db, rows, 200);
                rows += 200;
                db.createSnapshot();
            }
        }
        for (String folder : List.of("nodes", "edges", "vectors", "deletes")) {
            deleteAll(folder, "");
        }
        deleteAll("metadata", "snapshot-");
        deleteAll("metadata", "HEAD");
        try (Database db = open(options.checkpointMemoryBytes(MEMORY_BYTES))) {
            RecoveryReport report = db.recovery();
            assertEquals(rows, db.statistics().nodes());
            assertTrue(report.bytesReplayed() > 15 * MEMORY_BYTES, report::toString);
            // What two snapshots are apart in the log, and as much again until the first is written.
            assertTrue(report.changeBytesMax() < 6 * MEMORY_BYTES, report::toString);
            assertTrue(db.verify(Progress.none()).sound());
        }
    }

    /**
     * The same where no snapshot can be written: a few times the memory is taken, and then opening says why it ends.
     */
    @Test
    void aLongReplayWithoutRoomForSnapshotsEnds() {
        Path home = Path.of("/database");
        MemoryFileSystem disk = new MemoryFileSystem();
        DatabaseOptions options = Storages.options("mmap").logRetentionBytes(1L << 30);
        try (Database db = TestDatabases.open(home, options, disk, SEGMENT_BYTES)) {
            for (int i = 0; i < 12; i++) {
                insert(db, 200 * i, 200);
                db.createSnapshot();
            }
        }
        disk.paths().stream()
                .filter(path -> path.getNameCount() > 2 && !path.endsWith("metadata/FORMAT"))
                .forEach(disk::delete);
        FaultyFileSystem full = new FaultyFileSystem(disk);
        full.diskFullAfter(0);
        DatabaseOptions little = options.checkpointMemoryBytes(MEMORY_BYTES);
        ContextDbException e =
                assertCode(ErrorCode.OUT_OF_MEMORY, () -> TestDatabases.open(home, little, full, SEGMENT_BYTES));
        assertTrue(String.valueOf(e.getMessage()).contains("no space left"), e::getMessage);
        full.diskFree();
        try (Database db = TestDatabases.open(home, little, full, SEGMENT_BYTES)) {
            assertEquals(2_400, db.statistics().nodes());
        }
    }

    @Test
    void damagedDocumentsAndIndexesAreNamed() throws IOException {
        List<Long> ids = new ArrayList<>();
        try (Database db = open(Storages.options("mmap"))) {
            db.createVectorIndex("embedding", VectorIndexOptions.of("hnsw"));
            for (int i = 0; i < 2; i++) {
                int first = 2_000 * i;
                db.execute(transaction -> {
                    for (int id = first; id < first + 2_000; id++) {
                        transaction.insertNode(id, List.of(), Map.of("embedding", new float[] {id, 1}));
                    }
                    return first;
                });
                db.awaitIndexes(Progress.none());
                ids.add(db.createSnapshot().id());
            }
        }
        Path home = directory.resolve("database");
        Files.writeString(home.resolve(SnapshotDocuments.path(ids.getFirst())), "{}");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path index :
                    files.filter(path -> path.toString().endsWith(".idx")).toList()) {
                Files.write(index, new byte[(int) Files.size(index)]);
            }
        }
        try (Database db = open(Storages.options("mmap"))) {
            RecoveryReport report = db.recovery();
            assertEquals(ids.getLast(), report.snapshotId());
            assertEquals(List.of(), report.snapshotsDamaged());
            assertEquals(List.of(ids.getFirst()), report.documentsDamaged());
            assertEquals(List.of("embedding"), report.indexesDamaged());
            assertTrue(report.repaired());
        }
    }

    @Test
    void checkpointsKeepRecoveryShort() throws InterruptedException {
        try (Database db = open(Storages.options("mmap").recoveryTimeMax(Duration.ofMillis(20)))) {
            for (int i = 0; i < 200 && db.snapshots().isEmpty(); i++) {
                insert(db, i * 100, 100);
                Thread.sleep(1);
            }
            assertFalse(db.snapshots().isEmpty());
        }
    }
}
