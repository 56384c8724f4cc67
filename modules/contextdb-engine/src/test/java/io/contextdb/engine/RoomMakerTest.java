package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ResourceLimits;
import io.contextdb.api.Snapshot;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.file.QuotaFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Room is made where it can be: by a compaction of many dead rows, and by the deletion of snapshots, each only when it
 * is wanted.
 */
class RoomMakerTest {
    private static final int ROWS = 10;
    private static final long ROOM = 1L << 30;

    @TempDir
    Path directory;

    private final QuotaFileSystem disk = new QuotaFileSystem(new OsFileSystem(), ROOM);

    /** Without limits, so that room is made only where the test asks for it. */
    private static DatabaseOptions options(boolean deletesSnapshots) {
        ResourceLimits limits = ResourceLimits.defaults().diskFreeBytes(0, 0).deletesSnapshots(deletesSnapshots);
        return TestDatabases.options().snapshotsKeptMin(3).resources(limits);
    }

    private Database open(DatabaseOptions options) {
        return TestDatabases.open(directory.resolve("db"), options, disk, 64 << 10);
    }

    private static void makeRoom(Database db, DatabaseOptions options, boolean onDisk) {
        new RoomMaker(db, options, db::createSnapshot).make(onDisk);
    }

    /** Writes rows of vectors to a snapshot, and lets so many die. */
    private static void writeRows(Database db, int dead) {
        db.createVectorIndex("place", VectorIndexOptions.of("flat"));
        for (int id = 1; id <= ROWS; id++) {
            db.insertNode(id, List.of(), Map.of());
            db.insertVector(id, "place", new float[] {id, 1});
        }
        db.createSnapshot();
        for (int id = 1; id <= dead; id++) {
            db.deleteNode(id);
        }
        db.createSnapshot();
        assertEquals(ROWS, rows(db));
    }

    private static long rows(Database db) {
        return db.statistics().vectorSpaces().getFirst().rows();
    }

    @Test
    void manyDeadRowsAreCompactedAway() {
        DatabaseOptions options = options(true);
        try (Database db = open(options)) {
            writeRows(db, 4);
            makeRoom(db, options, false);
            assertEquals(ROWS, rows(db));
            makeRoom(db, options, true);
            assertEquals(ROWS - 4, rows(db));
        }
    }

    @Test
    void fewDeadRowsStay() {
        DatabaseOptions options = options(true);
        try (Database db = open(options)) {
            writeRows(db, 3);
            makeRoom(db, options, true);
            assertEquals(ROWS, rows(db));
        }
    }

    @Test
    void deadRowsStayWhereThereIsNoRoomForACompaction() {
        DatabaseOptions options = options(true);
        try (Database db = open(options)) {
            writeRows(db, 9);
            disk.quota(disk.used());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (db.health().diskFreeBytes() > 0) {
                assertTrue(System.nanoTime() < end, "not measured");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            makeRoom(db, options, true);
            assertEquals(ROWS, rows(db));
        }
    }

    @Test
    void snapshotsAreDeletedOnlyWhereTheyMayBe() {
        try (Database db = open(options(false))) {
            for (int id = 1; id <= 5; id++) {
                db.insertNode(id, List.of(), Map.of());
                db.createSnapshot();
            }
            List<Snapshot> all = db.snapshots();
            assertEquals(5, all.size());
            makeRoom(db, options(false), true);
            makeRoom(db, options(true), false);
            assertEquals(all, db.snapshots());
            makeRoom(db, options(true), true);
            assertEquals(all.subList(2, 5), db.snapshots());
        }
    }
}
