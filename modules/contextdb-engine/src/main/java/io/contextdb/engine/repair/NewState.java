package io.contextdb.engine.repair;

import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import java.util.Set;

/**
 * The state of a database that is being made: what is written lies in memory, and goes into a snapshot when it is much.
 * Used by one thread.
 */
final class NewState implements AutoCloseable {
    private static final long CHANGE_BYTES_MAX = 256L << 20;

    private final Storage storage;
    private final long timestampMillis;
    private StorageGeneration generation;
    private LogPosition position;
    private long snapshots;

    /**
     * The empty state.
     *
     * @param position the commit whose state is made first
     * @param timestampMillis of the snapshots
     */
    NewState(Storage storage, LogPosition position, long timestampMillis) {
        this.storage = storage;
        this.position = position;
        this.timestampMillis = timestampMillis;
        this.generation = storage.openEmpty();
    }

    /** Where changes are made; another one behind each {@link #saveIfLarge} and {@link #save}. */
    StorageWriter writer() {
        return generation.writer();
    }

    /** The generation that takes the changes. */
    StorageGeneration generation() {
        return generation;
    }

    /** What is written so far. */
    StorageView publish() {
        return generation.writer().publish(position);
    }

    /** The state is now that of another commit. */
    void moveTo(LogPosition commit) {
        position = commit;
    }

    /** The commit whose state it is. */
    LogPosition position() {
        return position;
    }

    /** Saves what is written when it takes much memory. Returns whether it did. */
    boolean saveIfLarge() {
        if (generation.deltaBytes() < CHANGE_BYTES_MAX) {
            return false;
        }
        save(0);
        return true;
    }

    /**
     * Makes the state a snapshot, the only one there is, with an id from {@code least} on. Nodes keep their ordinals.
     */
    void save(long least) {
        snapshots = Math.max(snapshots + 1, least);
        SnapshotRequest request =
                new SnapshotRequest(snapshots, Operation.CHECKPOINT, position, timestampMillis, position.index());
        SnapshotRecord record;
        try (PendingSnapshot pending = storage.prepare(publish(), request)) {
            record = pending.commit();
        }
        generation.close();
        generation = storage.open(record);
        storage.cleanup(Set.of(snapshots));
    }

    @Override
    public void close() {
        generation.close();
    }
}
