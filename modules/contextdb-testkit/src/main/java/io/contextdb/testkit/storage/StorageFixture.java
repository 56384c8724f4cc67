package io.contextdb.testkit.storage;

import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.OsFileSystem;
import java.nio.file.Path;
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
}
