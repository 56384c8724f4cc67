package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.OsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts have in common: a provider and a directory. */
public abstract class StorageFixture {
    private static final long TIMESTAMP_MILLIS = 1_700_000_000_000L;

    /** Set by JUnit before each test. */
    @TempDir
    protected Path directory = Path.of("");

    /** For the provider's test class. */
    protected StorageFixture() {}

    /** The provider under test. */
    protected abstract StorageProvider provider();

    /** How it reaches its files. */
    protected FileSystem files() {
        return new OsFileSystem();
    }

    final Storage openStorage() {
        return openStorage(directory);
    }

    final Storage openStorage(Path where) {
        return provider().open(new StorageContext(where, files()));
    }

    static SnapshotRequest request(long id, Operation operation, StorageView view) {
        long index = view.position().index();
        long compactIndex = operation == Operation.COMPACT ? index : index / 2;
        return new SnapshotRequest(id, operation, view.position(), TIMESTAMP_MILLIS + id, compactIndex);
    }

    static SnapshotRecord snapshot(Storage storage, StorageView view, long id, Operation operation) {
        try (PendingSnapshot pending = storage.prepare(view, request(id, operation, view))) {
            return pending.commit();
        }
    }

    /** Whether the newest snapshot shows what it should; else the error is one that names the damaged file. */
    final boolean shows(StorageModel expected, Path damaged) {
        try (Storage storage = openStorage()) {
            List<SnapshotRecord> snapshots = storage.snapshots();
            if (snapshots.isEmpty()) {
                return false;
            }
            try (StorageGeneration generation = storage.open(snapshots.getLast())) {
                ViewCheck.assertShows(expected, generation.view());
                return true;
            }
        } catch (ContextDbException e) {
            assertTrue(
                    e.code() == ErrorCode.CORRUPTION || e.code() == ErrorCode.FORMAT_TOO_NEW,
                    () -> "a damaged file gives " + e);
            assertTrue(String.valueOf(e.getMessage()).contains(damaged.toString()), e::getMessage);
            return false;
        }
    }

    final boolean verifies() {
        try (Storage storage = openStorage()) {
            return storage.verify(Progress.none()).sound();
        } catch (ContextDbException e) {
            assertTrue(
                    e.code() == ErrorCode.CORRUPTION || e.code() == ErrorCode.FORMAT_TOO_NEW,
                    () -> "a damaged file gives " + e);
            return false;
        }
    }

    /** Every file that counts; the hint at the newest snapshot does not. */
    static List<Path> dataFiles(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("HEAD"))
                    .sorted()
                    .toList();
        }
    }

    /** Checks that two replicas have the same files, byte by byte. */
    static void assertSameFiles(Path one, Path two) throws IOException {
        List<Path> files = dataFiles(one);
        assertEquals(
                files.stream().map(one::relativize).toList(),
                dataFiles(two).stream().map(two::relativize).toList());
        for (Path file : files) {
            assertArrayEquals(
                    Files.readAllBytes(file),
                    Files.readAllBytes(two.resolve(one.relativize(file))),
                    () -> file + " differs between the replicas");
        }
    }
}
