package io.contextdb.engine;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.CleanupReport;
import io.contextdb.api.Committed;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.Difference;
import io.contextdb.api.DifferenceCounts;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Health;
import io.contextdb.api.PastState;
import io.contextdb.api.Progress;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.api.Transaction;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.engine.checkpoint.SnapshotCatalog;
import io.contextdb.engine.diff.StateDiff;
import io.contextdb.engine.guard.ProcessMemory;
import io.contextdb.engine.history.OpenStates;
import io.contextdb.engine.history.Reach;
import io.contextdb.engine.open.ReadOnlyParts;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.engine.read.StateReader;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.version.ReadState;
import io.contextdb.engine.version.Versions;
import io.contextdb.engine.write.ForwardingWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/** A snapshot that is open for reading only, with the others of its directory as its past. */
final class ReadOnlyDatabase extends StateReader implements Database, ForwardingWriter {
    private final ReadOnlyParts parts;
    private final SnapshotCatalog catalog;
    private final OpenStates past;
    private final AtomicBoolean closed = new AtomicBoolean();

    ReadOnlyDatabase(ReadOnlyParts parts) {
        this(parts, new GraphQueries());
    }

    private ReadOnlyDatabase(ReadOnlyParts parts, GraphQueries queries) {
        super(queries, parts.options().limits());
        this.parts = parts;
        this.catalog = new SnapshotCatalog(parts.storage());
        this.past = new OpenStates(queries, parts.options().limits());
    }

    @Override
    protected ReadState acquire() {
        return parts.versions().acquire();
    }

    // --- the past

    @Override
    public List<Snapshot> snapshots() {
        requireOpen();
        return catalog.records().stream().map(SnapshotRecord::snapshot).toList();
    }

    @Override
    public DifferenceCounts diff(PastState before, PastState after, Predicate<Difference> visitor) {
        return StateDiff.run(before, after, visitor);
    }

    @Override
    public SnapshotDetails describe(long snapshotId) {
        requireOpen();
        return parts.storage().describe(catalog.require(snapshotId));
    }

    @Override
    public PastState at(long snapshotId) {
        return at(catalog.require(snapshotId));
    }

    @Override
    public PastState at(Instant instant) {
        return at(Reach.snapshotAt(instant, catalog.records()));
    }

    private PastState at(SnapshotRecord record) {
        requireOpen();
        Optional<SnapshotRecord> base = Optional.of(record);
        return past.open(base, record.position().index(), versions -> begin(record, versions));
    }

    private Epoch begin(SnapshotRecord record, Versions versions) {
        Epoch epoch = parts.epochs().open(record, versions);
        epoch.publish(versions);
        return epoch;
    }

    /** Without the log there are only the commits of snapshots. */
    @Override
    public PastState asOf(long commitIndex) {
        return at(catalog.records().stream()
                .filter(record -> record.position().index() == commitIndex)
                .findFirst()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.SNAPSHOT_TOO_OLD,
                        "commit " + commitIndex
                                + " is in no snapshot, and the log is not read when a database is open for"
                                + " reading only; there are snapshots " + SnapshotCatalog.named(catalog.records()))));
    }

    // --- state

    /** What is not here now never will be. */
    @Override
    public long awaitCommit(long commitIndex, Duration timeout) {
        CommitWait.check(commitIndex, timeout);
        long present = commitIndex();
        if (commitIndex > present) {
            throw new ContextDbException(
                    ErrorCode.READ_ONLY,
                    "commit " + commitIndex + " will not come: snapshot "
                            + parts.snapshot().snapshot().id()
                            + " is open for reading only, and is the state of commit "
                            + present);
        }
        return present;
    }

    /** Nothing is built here. */
    @Override
    public void awaitIndexes(Progress progress) {
        requireOpen();
        progress.update("building indexes", 1, 1);
    }

    @Override
    public Health health() {
        return new Health(Health.State.READ_ONLY, "it was opened for reading only", -1, ProcessMemory.bytes(), 0);
    }

    @Override
    public RecoveryReport recovery() {
        return parts.recovery();
    }

    @Override
    public VerifyReport verify(Progress progress) {
        requireOpen();
        return parts.storage().verify(progress);
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            past.close();
            parts.close();
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new ContextDbException(ErrorCode.CLOSED, "the database is closed; open it again");
        }
    }

    // --- whatever writes

    private ContextDbException refusal() {
        requireOpen();
        return new ContextDbException(
                ErrorCode.READ_ONLY,
                "snapshot " + parts.snapshot().snapshot().id()
                        + " is open for reading only; to write, open it otherwise");
    }

    @Override
    public <T> T forward(Function<GraphWriter, T> call) {
        throw refusal();
    }

    @Override
    public Transaction begin() {
        throw refusal();
    }

    @Override
    public <T> Committed<T> commit(Function<Transaction, T> work) {
        throw refusal();
    }

    @Override
    public <T> Committed<T> write(Function<GraphWriter, T> work) {
        throw refusal();
    }

    @Override
    public BulkLoader beginBulkLoad() {
        throw refusal();
    }

    @Override
    public Snapshot createSnapshot() {
        throw refusal();
    }

    @Override
    public CleanupReport deleteSnapshot(long snapshotId) {
        throw refusal();
    }

    @Override
    public CleanupReport cleanup(int keepSnapshots) {
        throw refusal();
    }

    @Override
    public CleanupReport cleanup(int keepSnapshots, Duration maxAge) {
        throw refusal();
    }

    @Override
    public Snapshot compact() {
        throw refusal();
    }
}
