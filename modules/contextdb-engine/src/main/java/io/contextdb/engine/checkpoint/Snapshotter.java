package io.contextdb.engine.checkpoint;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.index.IndexOpener;
import io.contextdb.engine.replica.BackgroundThreads;
import io.contextdb.engine.replica.DueSnapshot;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.replica.EpochOpener;
import io.contextdb.engine.replica.Replica;
import io.contextdb.engine.version.Versions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes snapshots as they become due, one at a time, on a background thread; and does what else works on the storage as a whole: imports and
 * cleanups. What fails is tried again with the next tick. Thread-safe.
 */
public final class Snapshotter implements Replica.Listener {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");
    private static final long TICK_MILLIS = 1_000;

    private final Storage storage;
    private final CommitLog log;
    private final EpochOpener epochs;
    private final Versions versions;
    private final BackgroundThreads threads;
    private final CheckpointTrigger trigger;
    private final SnapshotCatalog catalog;
    private final Cleanups cleanups;
    private final StageKeeper stages;
    private final StageImporter importer;
    private final SnapshotWriter writer;

    /** Held while the storage is worked on as a whole. */
    private final ReentrantLock storageWork = new ReentrantLock();

    /** Ids of snapshots that could not be opened; they are written again from the log. Used with {@link #storageWork}. */
    private final Set<Long> damaged;

    private volatile @Nullable Replica replica;
    private volatile @Nullable Runnable proposeCheckpoint;
    private volatile boolean closed;
    private volatile boolean failed;

    /** The last entry that is or becomes a snapshot. Used by the thread that applies. */
    private long coveredIndex;

    /** Guarded by this: whether the background thread works, and whether it is to look again. */
    private boolean running;

    private boolean again;

    /**
     * A snapshotter for an open storage.
     *
     * @param damaged ids of snapshots that could not be opened
     */
    public Snapshotter(
            Storage storage,
            CommitLog log,
            EpochOpener epochs,
            IndexOpener indexes,
            Versions versions,
            BackgroundThreads threads,
            DatabaseOptions options,
            Set<Long> damaged) {
        this.storage = storage;
        this.log = log;
        this.epochs = epochs;
        this.versions = versions;
        this.threads = threads;
        this.trigger = new CheckpointTrigger(
                options.checkpointLogBytes(),
                options.checkpointMemoryBytes(),
                options.checkpointInterval(),
                System::nanoTime);
        this.damaged = new HashSet<>(damaged);
        this.catalog = new SnapshotCatalog(storage);
        this.cleanups = new Cleanups(storage, catalog);
        this.stages = new StageKeeper(storage);
        this.importer = new StageImporter(storage, indexes);
        this.writer = new SnapshotWriter(storage, indexes, () -> closed);
    }

    /** The snapshots there are. */
    public SnapshotCatalog catalog() {
        return catalog;
    }

    /** The files of bulk loads. */
    public StageKeeper stages() {
        return stages;
    }

    /** Takes on the replica it works for, before the log is replayed into it. */
    public void attach(Replica owner) {
        replica = owner;
        coveredIndex = owner.applied().index();
    }

    /**
     * Begins with what the replay has made due, and with checkpoints of its own accord.
     *
     * @param checkpoint proposes a checkpoint; may wait
     */
    public void start(LogPosition applied, Runnable checkpoint) {
        stages.adopt(applied.index());
        proposeCheckpoint = checkpoint;
        threads.every(TICK_MILLIS, this::tick);
        wake();
    }

    /** What the cleanup of the entry at {@code index} did. */
    public CleanupReport awaitCleanup(long index) {
        return cleanups.await(index);
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

    /** Gives up what is under way, and waits until the background thread has noticed. */
    public void close() {
        closed = true;
        catalog.close();
        synchronized (this) {
            boolean interrupted = false;
            while (running) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        cleanups.close();
    }

    // --- called by the replica

    @Override
    public void snapshotDue(boolean awaited) {
        if (awaited || proposeCheckpoint != null) {
            wake();
        }
    }

    @Override
    public void cleanupDue(long index, int keep) {
        cleanups.add(index, keep);
        if (proposeCheckpoint != null) {
            wake();
        }
    }

    @Override
    public void applied(LogPosition position, boolean covered, long deltaBytes) {
        if (covered) {
            coveredIndex = position.index();
            trigger.covered();
        } else {
            trigger.written(log.bytesSince(coveredIndex), deltaBytes);
        }
        if (proposeCheckpoint != null) {
            proposeIfDue(false);
        }
    }

    @Override
    public Epoch importStage(Epoch present, LogPosition position, long timestampMillis, Command.Import load) {
        Progress progress = stages.imported(load.stage().name(), position.index());
        SnapshotRequest request = StageImporter.request(present, position, timestampMillis);
        SnapshotRecord record = once(request, () -> importer.write(present, request, load, progress));
        Epoch next = epochs.open(Optional.of(record), epochs.generation(record), versions);
        wake();
        return next;
    }

    // --- the background thread

    private synchronized void wake() {
        again = true;
        if (!running && !closed) {
            running = true;
            threads.execute(this::work);
        }
    }

    private synchronized boolean next() {
        if (again && !closed) {
            again = false;
            return true;
        }
        running = false;
        notifyAll();
        return false;
    }

    private void work() {
        while (next()) {
            Replica owner = Objects.requireNonNull(replica, "attach comes first");
            long applied = owner.applied().index();
            Optional<DueSnapshot> due = owner.due();
            if (due.isPresent() && succeeds(due.get(), owner)) {
                // The epoch that took over may have the next one due.
                wake();
            } else {
                cleanUp(applied);
                prune();
            }
        }
    }

    /** Alone with the storage: what another snapshot has written but not committed yet belongs to nothing a cleanup knows of. */
    private void cleanUp(long applied) {
        storageWork.lock();
        try {
            cleanups.run(applied);
        } finally {
            storageWork.unlock();
        }
    }

    private boolean succeeds(DueSnapshot due, Replica owner) {
        try {
            writer.awaitIndexes(due);
            SnapshotRecord record = once(due.request(), () -> writer.write(due));
            Epoch next = epochs.open(Optional.of(record), epochs.generation(record), versions);
            owner.takeOver(next, record.position(), log);
            prune();
            failed = false;
            return true;
        } catch (RuntimeException | Error e) {
            boolean givenUp = e instanceof ContextDbException ours && ours.code() == ErrorCode.CANCELLED;
            if (!closed && !givenUp) {
                LOG.log(Level.ERROR, "snapshot " + due.request().id() + " could not be written", e);
            }
            failed = true;
            catalog.failed(e);
            owner.snapshotFailed(e);
            return false;
        }
    }

    /** The snapshot of this id: as it is when it was committed before, for an entry may be applied again; otherwise written now. */
    private SnapshotRecord once(SnapshotRequest request, Supplier<SnapshotRecord> write) {
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

    /** Lets go of the log and of stages that neither of the two newest snapshots needs. */
    private void prune() {
        List<SnapshotRecord> records = catalog.records();
        if (records.size() >= Cleanups.KEPT_MIN) {
            long index =
                    records.get(records.size() - Cleanups.KEPT_MIN).position().index();
            log.truncateBefore(index + 1);
            stages.release(index);
        }
    }

    // --- triggers

    private void tick() {
        proposeIfDue(Objects.requireNonNull(replica, "attach comes first").indexesWorthSaving());
        if (failed || !cleanups.isEmpty()) {
            wake();
        }
    }

    private void proposeIfDue(boolean wanted) {
        Runnable propose = proposeCheckpoint;
        if (propose != null && !closed && trigger.fire(wanted)) {
            threads.execute(() -> {
                try {
                    propose.run();
                } catch (RuntimeException e) {
                    trigger.again();
                    if (!closed) {
                        LOG.log(Level.WARNING, "a checkpoint could not be proposed", e);
                    }
                }
            });
        }
    }
}
