package io.contextdb.engine.checkpoint;

import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.concurrency.BackgroundThreads;
import io.contextdb.engine.index.IndexOpener;
import io.contextdb.engine.replica.DueSnapshot;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.replica.EpochOpener;
import io.contextdb.engine.replica.Replica;
import io.contextdb.engine.replica.ReplicaListener;
import io.contextdb.engine.version.Versions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes snapshots as they become due, one at a time, on a background thread; and imports, on the thread that applies
 * them. What fails is tried again with the next tick. Thread-safe.
 */
public final class Snapshotter implements ReplicaListener {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");
    private static final long TICK_MILLIS = 1_000;

    private final SnapshotStore store;
    private final CommitLog log;
    private final EpochOpener epochs;
    private final Versions versions;
    private final BackgroundThreads threads;
    private final CheckpointProposals proposals;
    private final StageImporter importer;
    private final SnapshotWriter writer;
    private final Retention retention;
    private final SnapshotRetries retries;
    private final BackgroundTask background;
    private volatile @Nullable Replica replica;
    private volatile boolean closed;

    /**
     * A snapshotter for an open storage.
     *
     * @param diskFree how many bytes are free where the storage is
     */
    public Snapshotter(
            Storage storage,
            SnapshotStore store,
            CommitLog log,
            EpochOpener epochs,
            IndexOpener indexes,
            Versions versions,
            BackgroundThreads threads,
            DatabaseOptions options,
            LongSupplier diskFree) {
        this.store = store;
        this.log = log;
        this.epochs = epochs;
        this.versions = versions;
        this.threads = threads;
        CheckpointTrigger trigger = new CheckpointTrigger(
                options.checkpointLogBytes(),
                options.checkpointMemoryBytes(),
                options.checkpointInterval(),
                options.recoveryTimeMax(),
                System::nanoTime);
        this.proposals = new CheckpointProposals(
                log, trigger, threads, () -> replica().due().isPresent());
        this.retention = new Retention(options, threads);
        this.importer = new StageImporter(storage, indexes);
        this.writer = new SnapshotWriter(storage, indexes, () -> closed);
        this.retries = new SnapshotRetries(diskFree, System::nanoTime);
        this.background = new BackgroundTask(threads, this::work);
    }

    /** Takes on the replica it works for, before the log is replayed into it. */
    public void attach(Replica owner) {
        replica = owner;
        proposals.begin(owner.applied().index());
    }

    /**
     * Begins with what the replay has made due, and with checkpoints of its own accord.
     *
     * @param proposer proposes a command; may wait
     */
    public void start(LogPosition applied, Consumer<Command> proposer) {
        store.stages().adopt(applied.index());
        proposals.start(() -> proposer.accept(new Command.Checkpoint()));
        retention.start(proposer);
        threads.every(TICK_MILLIS, this::tick);
        background.wake();
    }

    /** Gives up what is under way, and waits until the background thread has noticed. */
    public void close() {
        closed = true;
        proposals.close();
        retention.close();
        store.catalog().close();
        background.close();
        store.close();
    }

    // --- called by the replica

    @Override
    public void snapshotDue(boolean awaited) {
        if (awaited || proposals.started()) {
            background.wake();
        }
    }

    @Override
    public void deletionDue(long index, long timestampMillis, Command.Deletion deletion) {
        store.cleanups().add(index, timestampMillis, deletion);
        if (proposals.started()) {
            background.wake();
        }
    }

    @Override
    public void applied(LogPosition position, boolean covered, long deltaBytes, long nanos) {
        proposals.applied(position, covered, deltaBytes, nanos);
    }

    @Override
    public Epoch importStage(Epoch present, LogPosition position, long timestampMillis, Command.Import load) {
        Progress progress = store.stages().imported(load.stage().name(), position.index());
        SnapshotRequest request = StageImporter.request(present, position, timestampMillis);
        SnapshotRecord record = store.once(request, () -> importer.write(present, request, load, progress));
        Epoch next = epochs.open(record, versions);
        background.wake();
        return next;
    }

    // --- the background thread

    private void work() {
        Replica owner = replica();
        long applied = owner.applied().index();
        Optional<DueSnapshot> due = owner.due();
        // What was asked for before the snapshot that is due does not wait for it: there may always be another one due.
        store.cleanUp(
                due.map(snapshot -> snapshot.request().position().index() - 1).orElse(applied));
        if (due.isEmpty()) {
            store.prune();
            retention.proposeIfDue(store.catalog().records());
        } else if (succeeds(due.get(), owner)) {
            // The epoch that took over may have the next one due.
            background.wake();
        }
    }

    private boolean succeeds(DueSnapshot due, Replica owner) {
        long freeBytes = retries.freeBytes();
        try {
            writer.awaitIndexes(due);
            SnapshotRecord record = store.once(due.request(), () -> writer.write(due));
            Epoch next = epochs.open(record, versions);
            owner.takeOver(next, record.position(), log);
            store.prune();
            retries.succeeded();
            return true;
        } catch (RuntimeException | Error e) {
            boolean again = retries.failed(e, freeBytes);
            if (!closed && !ErrorCode.CANCELLED.isOf(e)) {
                // It is tried again each second, and says no more than the first time.
                LOG.log(
                        again ? Level.DEBUG : Level.ERROR,
                        "snapshot " + due.request().id() + " could not be written",
                        e);
            }
            store.catalog().failed(e);
            owner.snapshotFailed(e);
            return false;
        }
    }

    private void tick() {
        proposals.proposeIfDue(replica().indexesWorthSaving());
        if (retries.due() || !store.cleanups().isEmpty()) {
            background.wake();
        }
    }

    private Replica replica() {
        return Objects.requireNonNull(replica, "attach comes first");
    }
}
