package io.contextdb.engine.checkpoint;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The snapshots of a storage, and what works on the storage as a whole, one at a time: writing a snapshot, deleting old ones, verifying. What
 * neither of the two newest snapshots needs is let go here: log and stages. Thread-safe.
 */
public final class SnapshotStore {
    private final Storage storage;
    private final CommitLog log;
    private final SnapshotCatalog catalog;
    private final Cleanups cleanups;
    private final StageKeeper stages;

    /** Held while the storage is worked on as a whole. */
    private final ReentrantLock storageWork = new ReentrantLock();

    /** Ids of snapshots that could not be opened; they are written again from the log. Used with {@link #storageWork}. */
    private final Set<Long> damaged;

    /**
     * The snapshots of an open storage.
     *
     * @param damaged ids of snapshots that could not be opened
     */
    public SnapshotStore(Storage storage, CommitLog log, Set<Long> damaged) {
        this.storage = storage;
        this.log = log;
        this.damaged = new HashSet<>(damaged);
        this.catalog = new SnapshotCatalog(storage);
        this.cleanups = new Cleanups(storage, catalog);
        this.stages = new StageKeeper(storage);
    }

    /** The snapshots there are. */
    public SnapshotCatalog catalog() {
        return catalog;
    }

    /** The files of bulk loads. */
    public StageKeeper stages() {
        return stages;
    }

    /** Deletions of snapshots that were asked for. */
    Cleanups cleanups() {
        return cleanups;
    }

    /** What the cleanup of the entry at {@code index} did. */
    public CleanupReport awaitCleanup(long index) {
        return cleanups.await(index);
    }

    /** The snapshot of this id: as it is when it was committed before, for an entry may be applied again; otherwise written now. */
    SnapshotRecord once(SnapshotRequest request, Supplier<SnapshotRecord> write) {
        storageWork.lock();
        try {
            if (damaged.remove(request.id())) {
                storage.cleanup(catalog.records().stream()
                        .map(record -> record.snapshot().id())
                        .filter(id -> id != request.id())
                        .collect(Collectors.toSet()));
                catalog.refresh();
            }
            Optional<SnapshotRecord> present = catalog.find(request.id());
            if (present.isPresent()) {
                requireSame(present.get(), request);
                return present.get();
            }
            // A snapshot must not know of commands that a crash takes out of the log.
            log.sync();
            SnapshotRecord record = write.get();
            catalog.refresh();
            return record;
        } finally {
            storageWork.unlock();
        }
    }

    private static void requireSame(SnapshotRecord present, SnapshotRequest request) {
        if (!present.position().equals(request.position())) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION,
                    "snapshot " + request.id() + " stands at " + present.position() + ", but the log says "
                            + request.position() + ": the files are of another database");
        }
    }

    /**
     * Deletes the snapshots that entries up to {@code index} ask to delete. Alone with the storage: what another snapshot has written but not
     * committed yet belongs to nothing a cleanup knows of.
     */
    void cleanUp(long index) {
        storageWork.lock();
        try {
            cleanups.run(index);
        } finally {
            storageWork.unlock();
        }
    }

    /** Lets go of the log and of stages that neither of the two newest snapshots needs. */
    void prune() {
        List<SnapshotRecord> records = catalog.records();
        if (records.size() >= Cleanups.KEPT_MIN) {
            long index =
                    records.get(records.size() - Cleanups.KEPT_MIN).position().index();
            log.truncateBefore(index + 1);
            stages.release(index);
        }
    }

    /** Checks storage and log. */
    public VerifyReport verify(Progress progress) {
        storageWork.lock();
        try {
            VerifyReport files = storage.verify(progress);
            List<String> problems = new ArrayList<>(files.problems());
            problems.addAll(log.verify());
            return new VerifyReport(files.filesChecked(), files.bytesChecked(), problems);
        } finally {
            storageWork.unlock();
        }
    }

    /** Ends all waiting. Nothing is worked on any more. */
    void close() {
        cleanups.close();
    }
}
