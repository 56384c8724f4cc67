package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.ModelCheck;
import io.contextdb.engine.model.QueryCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database opened for reading only: it answers from its newest snapshot, and leaves every byte and name as it was.
 */
class ReadOnlyTest {
    @TempDir
    Path directory;

    private Path database() {
        return directory.resolve("database");
    }

    private static void write(Database db) {
        for (int i = 1; i <= 20; i++) {
            db.insertNode(i, List.of("Row"), Map.of("embedding", new float[] {1, i}, "number", i));
            db.insertEdge(1, i, "OWNS", Map.of("number", i));
        }
    }

    /** Every file with its bytes and its time. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(database())) {
            for (Path file : all.toList()) {
                int content = Files.isDirectory(file) ? 0 : Arrays.hashCode(Files.readAllBytes(file));
                files.put(file.toString(), Files.getLastModifiedTime(file) + " " + content);
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void answersFromTheNewestSnapshotAndChangesNothing(String storage) throws IOException {
        GraphModel then;
        try (Database db = ContextDB.open(database(), Storages.options(storage))) {
            write(db);
            db.createSnapshot();
            db.deleteEdge(3);
            then = GraphModel.of(db);
            db.createSnapshot();
            db.insertNode(100, List.of(), Map.of());
        }
        Map<String, String> before = files();
        try (Database db = ContextDB.openReadOnly(database(), Storages.options(storage));
                Database again = ContextDB.openReadOnly(database(), Storages.options(storage))) {
            ModelCheck.assertSame(then, db);
            QueryCheck.assertSame(then, again, new Random(1));
            assertEquals(2, db.recovery().snapshotId());
            assertEquals(2, db.snapshots().size());
            assertTrue(db.verify(Progress.none()).sound());
            db.awaitIndexes(Progress.none());
            try (PastState past = db.at(1);
                    PastState same = db.asOf(past.commitIndex())) {
                assertEquals(20, past.statistics().edges());
                assertEquals(20, same.statistics().edges());
            }
            assertCode(ErrorCode.SNAPSHOT_TOO_OLD, () -> db.asOf(5));
            List<Runnable> writes = List.of(
                    () -> db.insertNode(7, List.of(), Map.of()),
                    db::begin,
                    () -> db.execute(transaction -> 1),
                    db::beginBulkLoad,
                    db::createSnapshot,
                    db::compact,
                    () -> db.deleteSnapshot(1),
                    () -> db.cleanup(2));
            writes.forEach(call -> assertCode(ErrorCode.READ_ONLY, call::run));
            db.close();
            assertCode(ErrorCode.CLOSED, db::statistics);
            assertCode(ErrorCode.CLOSED, db::snapshots);
            assertEquals(20, again.statistics().nodes());
        }
        assertEquals(before, files());
    }

    @Test
    void opensWhileAWriterHasTheDatabase() {
        try (Database writer = ContextDB.open(database(), Storages.options("mmap"))) {
            assertCode(ErrorCode.SNAPSHOT_NOT_FOUND, () -> ContextDB.openReadOnly(database()));
            write(writer);
            writer.createSnapshot();
            try (Database reader = ContextDB.openReadOnly(database())) {
                for (int i = 0; i < 3; i++) {
                    writer.detachDeleteNode(i + 5);
                    writer.compact();
                }
                writer.cleanup(0);
                assertEquals(20, reader.statistics().nodes());
                assertEquals(19, reader.queryRelated(1, 1).size());
            }
        }
    }

    /** What a snapshot consists of, copied elsewhere, is enough. */
    @Test
    void opensAPulledSnapshot() throws IOException {
        SnapshotDetails details;
        try (Database db = ContextDB.open(database(), Storages.options("mmap"))) {
            write(db);
            details = db.describe(db.createSnapshot().id());
        }
        Path pulled = directory.resolve("pulled");
        copy("metadata/FORMAT", pulled);
        copy("metadata/snapshot-000001.json", pulled);
        for (SnapshotDetails.DataFile file : details.files()) {
            copy(file.path(), pulled);
        }
        try (Database db = ContextDB.openReadOnly(pulled)) {
            assertEquals(20, db.statistics().nodes());
            assertEquals(3, db.querySimilar(1, 3).size());
        }
        Files.delete(pulled.resolve(details.files().getFirst().path()));
        assertThrows(ContextDbException.class, () -> ContextDB.openReadOnly(pulled));
    }

    private void copy(String path, Path target) throws IOException {
        Files.createDirectories(target.resolve(path).getParent());
        Files.copy(database().resolve(path), target.resolve(path));
    }

    /** Nobody is told that there is no snapshot yet when there are, and all are damaged. */
    @Test
    void damagedDocumentsAreNotAnEmptyDatabase() throws IOException {
        try (Database db = ContextDB.open(database(), Storages.options("mmap"))) {
            write(db);
            db.createSnapshot();
        }
        try (Stream<Path> documents = Files.list(database().resolve("metadata"))) {
            for (Path document :
                    documents.filter(path -> path.toString().endsWith(".json")).toList()) {
                Files.writeString(document, "{");
            }
        }
        assertCode(ErrorCode.CORRUPTION, () -> ContextDB.openReadOnly(database()));
    }

    @Test
    void whatIsNoDatabaseIsNotMadeOne() {
        assertCode(ErrorCode.NOT_A_DATABASE, () -> ContextDB.openReadOnly(directory.resolve("nothing")));
        assertTrue(Files.notExists(directory.resolve("nothing")));
    }
}
