package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotDetails;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of snapshots, and how they go: one by one, by count, by age, by themselves. */
class SnapshotDeletionTest {
    @TempDir
    Path directory;

    private Database open(DatabaseOptions options) {
        return ContextDB.open(directory.resolve("database"), options);
    }

    private static void snapshots(Database db, int count) {
        for (int i = 0; i < count; i++) {
            db.insertNode(List.of("Row"), Map.of("embedding", new float[] {1, i}));
            db.createSnapshot();
        }
    }

    private static List<Long> ids(Database db) {
        return db.snapshots().stream().map(Snapshot::id).toList();
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void anySnapshotGoesButTheNewestTwo(String storage) {
        try (Database db = open(Storages.options(storage))) {
            snapshots(db, 5);
            assertEquals(1, db.deleteSnapshot(2).snapshotsDeleted());
            assertEquals(List.of(1L, 3L, 4L, 5L), ids(db));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.deleteSnapshot(4));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.deleteSnapshot(5));
            assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> db.deleteSnapshot(2));
            assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> db.at(2));
            assertCode(ErrorCode.SNAPSHOT_NOT_FOUND, () -> db.deleteSnapshot(6));
        }
        try (Database db = open(Storages.options(storage))) {
            assertEquals(List.of(1L, 3L, 4L, 5L), ids(db));
            assertEquals(5, db.statistics().nodes());
            assertTrue(db.verify(Progress.none()).sound());
            try (PastState past = db.at(1)) {
                assertEquals(1, past.statistics().nodes());
            }
        }
    }

    @Test
    void describesFilesAndWhatASnapshotAdds() {
        try (Database db = open(Storages.options("mmap"))) {
            snapshots(db, 2);
            db.deleteNode(1);
            db.createSnapshot();
            SnapshotDetails details = db.describe(3);
            assertEquals(db.snapshots().getLast(), details.snapshot());
            assertEquals(2, details.parentId());
            SnapshotDetails.Changes changes = details.changes().orElseThrow();
            assertEquals(new SnapshotDetails.Changes(0, 0, 0, 1, 0, 1), changes);
            assertTrue(details.files().stream().anyMatch(file -> file.createdBySnapshot() < 3), "none is shared");
            for (SnapshotDetails.DataFile file : details.files()) {
                assertEquals(
                        file.bytes(),
                        directory.resolve("database/" + file.path()).toFile().length());
                assertEquals(64, file.sha256().length());
            }
            assertCode(ErrorCode.SNAPSHOT_NOT_FOUND, () -> db.describe(4));
        }
    }

    @Test
    void ageIsMeasuredAgainstTheEntryThatDeletes() throws InterruptedException {
        try (Database db = open(Storages.options("mmap"))) {
            snapshots(db, 4);
            assertEquals(0, db.cleanup(2, Duration.ofHours(1)).snapshotsDeleted());
            Thread.sleep(20);
            assertEquals(1, db.cleanup(3, Duration.ofMillis(10)).snapshotsDeleted());
            assertEquals(1, db.cleanup(0, Duration.ofMillis(10)).snapshotsDeleted());
            assertEquals(List.of(3L, 4L), ids(db));
            assertCode(ErrorCode.INVALID_ARGUMENT, () -> db.cleanup(2, Duration.ofMillis(-1)));
        }
    }

    @Test
    void retentionDeletesWithoutBeingAsked() throws InterruptedException {
        DatabaseOptions options =
                Storages.options("mmap").snapshotAgeMax(Duration.ofMillis(1)).snapshotsKeptMin(3);
        try (Database db = open(options)) {
            snapshots(db, 6);
            for (int i = 0; i < 1_000 && ids(db).size() > 3; i++) {
                Thread.sleep(10);
            }
            assertEquals(List.of(4L, 5L, 6L), ids(db));
        }
        assertCode(
                ErrorCode.INVALID_CONFIGURATION,
                () -> DatabaseOptions.defaults().snapshotsKeptMin(1));
    }
}
