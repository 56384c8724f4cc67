package io.contextdb.engine.checkpoint;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.index.GuardedReader;
import io.contextdb.engine.index.IndexOpener;
import io.contextdb.engine.replica.DueSnapshot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** Writes and commits a due snapshot with its indexes. Used by one thread at a time. */
final class SnapshotWriter {
    private final Storage storage;
    private final IndexOpener indexes;
    private final BooleanSupplier cancelled;

    /**
     * Writes into this storage.
     *
     * @param cancelled whether a long wait or build is to be given up
     */
    SnapshotWriter(Storage storage, IndexOpener indexes, BooleanSupplier cancelled) {
        this.storage = storage;
        this.indexes = indexes;
        this.cancelled = cancelled;
    }

    /** Waits for the index states of a snapshot. */
    void awaitIndexes(DueSnapshot due) {
        due.indexes().values().forEach(SnapshotWriter::await);
    }

    /** Returns the committed snapshot. {@code CANCELLED} when it was given up. */
    SnapshotRecord write(DueSnapshot due) {
        try (PendingSnapshot pending = storage.prepare(due.view(), due.request())) {
            if (due.request().operation() == Operation.COMPACT) {
                due.view().spaces().forEach(space -> complete(space, pending));
            } else {
                addIndexes(due, pending);
            }
            return pending.commit();
        }
    }

    private void addIndexes(DueSnapshot due, PendingSnapshot pending) {
        for (Map.Entry<Integer, CompletableFuture<VectorIndexReader>> entry :
                due.indexes().entrySet()) {
            VectorIndexReader reader = await(entry.getValue());
            if (reader.indexedRows() > 0) {
                addIndex(due.view(), entry.getKey(), reader, pending);
            }
        }
    }

    /** An index whose file turns out to be damaged is built from its rows: it comes to the same bytes. */
    private void addIndex(StorageView view, int space, VectorIndexReader reader, PendingSnapshot pending) {
        try {
            pending.addIndex(space, reader);
        } catch (ContextDbException e) {
            if (!(reader instanceof GuardedReader guarded) || !guarded.isFault(e)) {
                throw e;
            }
            view.spaces().stream()
                    .filter(candidate -> candidate.number() == space)
                    .forEach(found -> build(found, Optional.empty(), pending));
        }
    }

    /**
     * Builds what the index of a space lacks: all of it, or where its rows stayed those at the end. It comes to the
     * same bytes.
     */
    private void complete(VectorSpace space, PendingSnapshot pending) {
        Optional<IndexFile> kept = pending.index(space.number());
        try {
            build(space, kept, pending);
        } catch (ContextDbException e) {
            if (kept.isEmpty() || !GuardedReader.isFault(e, kept.get().origin())) {
                throw e;
            }
            pending.dropIndex(space.number());
            build(space, Optional.empty(), pending);
        }
    }

    private void build(VectorSpace space, Optional<IndexFile> from, PendingSnapshot pending) {
        if (space.options().dimension() == 0) {
            return;
        }
        VectorRows rows = pending.rows(space.number());
        try (VectorIndex index = indexes.open(space, from)) {
            int boundary = index.boundary(rows.count());
            if (boundary == 0) {
                return;
            }
            index.extend(rows, boundary, done -> !cancelled.getAsBoolean());
            try (VectorIndexReader reader = index.reader()) {
                if (reader.indexedRows() < boundary) {
                    throw givenUp();
                }
                pending.addIndex(space.number(), reader);
            }
        }
    }

    private static VectorIndexReader await(CompletableFuture<VectorIndexReader> reader) {
        try {
            return reader.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp();
        } catch (CancellationException e) {
            throw givenUp();
        } catch (ExecutionException e) {
            throw new ContextDbException(
                    ErrorCode.FAILED, "an index could not be built for the snapshot: " + e.getCause(), e.getCause());
        }
    }

    private static ContextDbException givenUp() {
        return new ContextDbException(ErrorCode.CANCELLED, "the snapshot was given up because the database is closed");
    }
}
