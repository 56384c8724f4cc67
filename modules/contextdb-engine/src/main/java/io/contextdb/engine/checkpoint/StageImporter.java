package io.contextdb.engine.checkpoint;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.index.GuardedReader;
import io.contextdb.engine.index.IndexOpener;
import io.contextdb.engine.replica.Epoch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Makes the rows of a bulk load part of the database, as a snapshot. Used by the thread that applies. */
final class StageImporter {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");

    private final Storage storage;
    private final IndexOpener indexes;

    StageImporter(Storage storage, IndexOpener indexes) {
        this.storage = storage;
        this.indexes = indexes;
    }

    /** Writes and commits the snapshot. */
    SnapshotRecord write(Epoch present, SnapshotRequest request, Command.Import load, Progress progress) {
        StorageView view = present.view();
        try (PendingSnapshot pending = storage.prepareImport(view, load.stage(), request, progress)) {
            for (VectorSpace space : view.spaces()) {
                present.generation()
                        .storage()
                        .indexFile(space.number())
                        .ifPresent(file -> carryOver(space, file, pending));
            }
            return pending.commit();
        }
    }

    /** The request for the snapshot an entry asks for. */
    static SnapshotRequest request(Epoch present, LogPosition position, long timestampMillis) {
        return new SnapshotRequest(
                present.snapshotId() + 1, Snapshot.Operation.IMPORT, position, timestampMillis, present.compactIndex());
    }

    /**
     * The index as the last snapshot holds it goes on into the new one: its rows are still there, in the same order.
     * What the builder has added since is left out, for how much that is depends on timing.
     */
    private void carryOver(VectorSpace space, IndexFile file, PendingSnapshot pending) {
        try (VectorIndex index = indexes.open(space, Optional.of(file));
                VectorIndexReader reader = index.reader()) {
            pending.addIndex(space.number(), reader);
        } catch (ContextDbException e) {
            if (!GuardedReader.isFault(e, file.origin())) {
                throw e;
            }
            LOG.log(
                    Level.WARNING,
                    "the index of ''{0}'' is left out of the snapshot, to be built anew: {1}",
                    space.name(),
                    e.getMessage());
        }
    }
}
