package io.contextdb.engine.checkpoint;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The snapshots of a storage, and what works on the storage as a whole, one at a time: writing a snapshot, deleting old
 * ones, verifying. What neither of the two newest snapshots needs is let go here: log and stages. Thread-safe.
 */
public final class SnapshotStore {
    private final Storage storage;
    private final CommitLog log;
    private final SnapshotCatalog catalog;
    private final Cleanups cleanups;
    private final StageKeeper stages;

    private final long logRetentionBytes;

    /** Shared by those who open files, exclusive for who deletes some. */
    private final ReentrantReadWriteLock files = new ReentrantReadWriteLock();

    /** Shared by those who read the log again, exclusive for who lets go of some. */
    private final ReentrantReadWriteLock oldLog = new ReentrantReadWriteLock();

    /** Held while the storage is worked on as a whole. */
    private final ReentrantLock storageWork = new ReentrantLock();

    /**
     * Ids of snapshots that could not be opened; they are written again from the log. Used with {@link #storageWork}.
     */
    private final Set<Long> damaged;

    /**
     * The snapshots of an open storage.
     *
     * @param logRetentionBytes how much log is kept beyond what the two newest snapshots need
     * @param damaged ids of snapshots that could not be opened
     */
    public SnapshotStore(Storage storage, CommitLog log, long logRetentionBytes, Set<Long> damaged) {
        this.storage = storage;
        this.log = log;
        this.logRetentionBytes = logRetentionBytes;
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

    /** What the storage knows of a snapshot. */
    public SnapshotDetails describe(long id) {
        files.readLock().lock();
        try {
            return storage.describe(catalog.require(id));
        } finally {
            files.readLock().unlock();
        }
    }

    /** Opens a snapshot beside what is going on; from then on nothing deletes its files. */
    public StorageGeneration open(SnapshotRecord snapshot) {
        files.readLock().lock();
        try {
            // It may have been deleted since the caller found it.
            return storage.open(catalog.require(snapshot.snapshot().id()));
        } finally {
            files.readLock().unlock();
        }
    }

    /** Does something during which the log keeps what it has. */
    public <T> T withOldLog(Supplier<T> work) {
        oldLog.readLock().lock();
        try {
            return work.get();
        } finally {
            oldLog.readLock().unlock();
        }
    }

    /**
     * The snapshot of this id: as it is when it was committed before, for an entry may be applied again; otherwise
     * written now.
     */
    SnapshotRecord once(SnapshotRequest request, Supplier<SnapshotRecord> write) {
        storageWork.lock();
        try {
            if (damaged.remove(request.id())) {
                deleteDamaged(request.id());
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

    private void deleteDamaged(long damagedId) {
        files.writeLock().lock();
        try {
            storage.cleanup(catalog.records().stream()
                    .map(record -> record.snapshot().id())
                    .filter(id -> id != damagedId)
                    .collect(Collectors.toSet()));
            catalog.refresh();
        } finally {
            files.writeLock().unlock();
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
     * Deletes the snapshots that entries up to {@code index} ask to delete. Alone with the storage: what another
     * snapshot has written but not committed yet belongs to nothing a cleanup knows of.
     */
    void cleanUp(long index) {
        if (cleanups.isEmpty()) {
            return;
        }
        storageWork.lock();
        files.writeLock().lock();
        try {
            cleanups.run(index);
        } finally {
            files.writeLock().unlock();
            storageWork.unlock();
        }
    }

    /**
     * Lets go of the log that neither the two newest snapshots nor retention need, and of stages that those snapshots
     * do not need.
     */
    void prune() {
        List<SnapshotRecord> records = catalog.records();
        if (records.size() < Cleanups.KEPT_MIN) {
            return;
        }
        int oldest = records.size() - Cleanups.KEPT_MIN;
        stages.release(records.get(oldest).position().index());
        // While somebody reads old log it stays, and goes with the next snapshot: nobody waits for it here.
        if (oldLog.writeLock().tryLock()) {
            try {
                log.truncateBefore(neededAfter(records, oldest) + 1);
            } finally {
                oldLog.writeLock().unlock();
            }
        }
    }

    /** Log is only of use behind a snapshot, or from the very beginning: so as many of those as retention allows. */
    private long neededAfter(List<SnapshotRecord> records, int oldest) {
        long index = records.get(oldest).position().index();
        long bytesNeeded = log.bytesSince(index);
        for (int i = oldest - 1; i >= -1; i--) {
            long candidate = i < 0 ? 0 : records.get(i).position().index();
            boolean there = log.firstIndex() <= candidate + 1;
            if (!there || log.bytesSince(candidate) - bytesNeeded > logRetentionBytes) {
                break;
            }
            index = candidate;
        }
        return index;
    }

    /** Checks storage and log. */
    public VerifyReport verify(Progress progress) {
        storageWork.lock();
        try {
            VerifyReport files = storage.verify(progress);
            List<String> problems = new ArrayList<>(files.problems());
            problems.addAll(log.verify());
            long first = log.firstIndex();
            return new VerifyReport(
                    files.filesChecked(),
                    files.bytesChecked(),
                    Math.max(0, log.applied().index() - first + 1),
                    log.bytesSince(first - 1),
                    problems,
                    files.warnings());
        } finally {
            storageWork.unlock();
        }
    }

    /** Ends all waiting. Nothing is worked on any more. */
    void close() {
        cleanups.close();
    }
}
