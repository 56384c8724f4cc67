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
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.engine.apply.Outcome;
import io.contextdb.engine.archive.Uploads;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.diff.StateDiff;
import io.contextdb.engine.history.History;
import io.contextdb.engine.open.OpenDatabase;
import io.contextdb.engine.propose.IdReservation;
import io.contextdb.engine.propose.Proposer;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.engine.read.StateReader;
import io.contextdb.engine.replica.Lease;
import io.contextdb.engine.replica.Replica;
import io.contextdb.engine.transaction.EngineTransaction;
import io.contextdb.engine.version.ReadState;
import io.contextdb.engine.version.Version;
import io.contextdb.engine.write.ForwardingWriter;
import io.contextdb.engine.write.InputCheck;
import io.contextdb.engine.write.LentWriter;
import io.contextdb.engine.write.WriteRules;
import io.contextdb.engine.write.WriteSet;
import io.contextdb.engine.write.WriteSetBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** An open database. Reads take the newest version, writes become log entries. */
final class EngineDatabase extends StateReader implements Database, ForwardingWriter {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");
    private static final int ATTEMPTS_MAX = 10;
    private static final long CALLS_MILLIS_MAX = 60_000;

    private final OpenDatabase parts;
    private final Proposer proposer;
    private final WriteRules rules;
    private final GraphQueries queries;
    private final Gate gate = new Gate();
    private final BulkLoads bulkLoads;
    private final Uploads uploads;
    private final History history;
    private final Set<EngineTransaction> transactions = ConcurrentHashMap.newKeySet();

    EngineDatabase(OpenDatabase parts, Uploads uploads) {
        this(parts, uploads, new GraphQueries());
    }

    private EngineDatabase(OpenDatabase parts, Uploads uploads, GraphQueries queries) {
        super(queries, parts.options().limits());
        this.parts = parts;
        this.uploads = uploads;
        this.queries = queries;
        InputCheck input = new InputCheck(parts.options().limits());
        proposer = new Proposer(parts.log(), parts.replica(), input, parts.guard(), System::currentTimeMillis);
        rules = new WriteRules(
                input, new IdReservation(parts.versions()), parts.options().vectorIndexType(), this::checkIndex);
        history = new History(parts, queries);
        bulkLoads = new BulkLoads(parts, proposer, rules, gate);
        parts.snapshotter().start(parts.replica().applied(), proposer::commit);
        parts.guard()
                .start(parts.threads(), new RoomMaker(this, parts.options(), () -> snapshot(new Command.Checkpoint())));
    }

    private void checkIndex(VectorIndexOptions options) {
        parts.providers().index(options.type()).validate(options);
    }

    // --- reading

    @Override
    protected ReadState acquire() {
        return parts.versions().acquire();
    }

    // --- writing

    @Override
    public <T> T forward(Function<GraphWriter, T> call) {
        return written(call, false).result();
    }

    @Override
    public <T> Committed<T> write(Function<GraphWriter, T> work) {
        return written(
                builder -> {
                    try (LentWriter writer = new LentWriter(builder)) {
                        return work.apply(writer);
                    }
                },
                true);
    }

    /** @param several whether there may be more than one call, which then see each other */
    private <T> Committed<T> written(Function<GraphWriter, T> work, boolean several) {
        try (Gate.Pass _ = gate.enter()) {
            parts.replica().awaitRoom();
            for (int attempt = 1; ; attempt++) {
                WriteSet set = new WriteSet();
                T result;
                long readIndex;
                try (Version version = parts.versions().acquire()) {
                    readIndex = version.view().position().index();
                    result = work.apply(new WriteSetBuilder(set, version.view(), rules, several, key -> {}));
                }
                if (set.isEmpty()) {
                    return new Committed<>(result, readIndex);
                }
                OptionalLong index = committed(set, attempt);
                if (index.isPresent()) {
                    return new Committed<>(result, index.getAsLong());
                }
            }
        }
    }

    /**
     * Commits calls and returns the index; returns none when they are to be made again, because an id that was given
     * out for one is taken by now.
     */
    private OptionalLong committed(WriteSet set, int attempt) {
        return switch (proposer.propose(new Command.Write(Optional.empty(), set))) {
            case Outcome.Applied(long index) -> OptionalLong.of(index);
            case Outcome.SnapshotDue(long index, long _) -> OptionalLong.of(index);
            case Outcome.Refused(long _, ContextDbException reason) -> {
                boolean idTaken = reason.code() == ErrorCode.EDGE_EXISTS || reason.code() == ErrorCode.NODE_EXISTS;
                if (!idTaken || attempt == ATTEMPTS_MAX) {
                    throw Proposer.refusal(reason);
                }
                // With an id of the caller's the check against the newer state says so now, before anything is
                // proposed.
                yield OptionalLong.empty();
            }
        };
    }

    @Override
    public Transaction begin() {
        try (Gate.Pass _ = gate.enter()) {
            EngineTransaction transaction = new EngineTransaction(
                    parts.versions().acquire(), queries, rules, this::commit, transactions::remove);
            transactions.add(transaction);
            return transaction;
        }
    }

    private long commit(Command.Write command) {
        try (Gate.Pass _ = gate.enter()) {
            parts.replica().awaitRoom();
            return proposer.commit(command).index();
        }
    }

    @Override
    public <T> Committed<T> commit(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Transaction transaction = begin()) {
                T result = work.apply(transaction);
                return new Committed<>(result, transaction.commit());
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.TRANSACTION_CONFLICT || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
                Backoff.pause(attempt);
            }
        }
    }

    @Override
    public BulkLoader beginBulkLoad() {
        return bulkLoads.begin();
    }

    // --- snapshots

    @Override
    public Snapshot createSnapshot() {
        Snapshot snapshot = snapshot(new Command.Checkpoint());
        uploads.push(snapshot);
        return snapshot;
    }

    @Override
    public Snapshot compact() {
        return bulkLoads.withoutLoad(() -> {
            Snapshot snapshot = snapshot(new Command.Compact());
            // A bulk load that begins now is to begin with the compacted state.
            parts.replica().awaitCompaction(snapshot.commitIndex());
            return snapshot;
        });
    }

    private Snapshot snapshot(Command command) {
        long failures = parts.snapshots().catalog().failures();
        long id;
        try (Gate.Pass _ = gate.enter()) {
            id = ((Outcome.SnapshotDue) proposer.commit(command)).snapshotId();
        }
        return parts.snapshots().catalog().await(id, failures).snapshot();
    }

    @Override
    public List<Snapshot> snapshots() {
        try (Gate.Pass _ = gate.enter()) {
            return parts.snapshots().catalog().records().stream()
                    .map(SnapshotRecord::snapshot)
                    .toList();
        }
    }

    @Override
    public PastState at(long snapshotId) {
        try (Gate.Pass _ = gate.enter()) {
            return history.at(snapshotId);
        }
    }

    @Override
    public PastState at(Instant instant) {
        try (Gate.Pass _ = gate.enter()) {
            return history.at(instant);
        }
    }

    @Override
    public PastState asOf(long commitIndex) {
        try (Gate.Pass _ = gate.enter()) {
            return history.asOf(commitIndex);
        }
    }

    @Override
    public DifferenceCounts diff(PastState before, PastState after, Predicate<Difference> visitor) {
        return StateDiff.run(before, after, visitor);
    }

    @Override
    public SnapshotDetails describe(long snapshotId) {
        try (Gate.Pass _ = gate.enter()) {
            return parts.snapshots().describe(snapshotId);
        }
    }

    @Override
    public CleanupReport deleteSnapshot(long snapshotId) {
        long index;
        try (Gate.Pass _ = gate.enter()) {
            parts.snapshots().catalog().require(snapshotId);
            index = proposer.commit(new Command.Delete(snapshotId)).index();
        }
        return parts.snapshots().awaitCleanup(index);
    }

    @Override
    public CleanupReport cleanup(int keepSnapshots) {
        CleanupReport report = cleanup(keepSnapshots, Duration.ZERO);
        return report.with(uploads.cleanup(Math.max(1, keepSnapshots)));
    }

    @Override
    public CleanupReport cleanup(int keepSnapshots, Duration maxAge) {
        long index;
        try (Gate.Pass _ = gate.enter()) {
            if (keepSnapshots < 0) {
                throw new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT, "keepSnapshots " + keepSnapshots + "; it must be 0 or more");
            }
            if (maxAge.isNegative()) {
                throw new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT, "maxAge " + maxAge + "; it must be zero or more");
            }
            long ageMillisMax = TimeUnit.MILLISECONDS.convert(maxAge);
            index = proposer.commit(new Command.Cleanup(keepSnapshots, ageMillisMax))
                    .index();
        }
        return parts.snapshots().awaitCleanup(index);
    }

    // --- state

    @Override
    public long awaitCommit(long commitIndex, Duration timeout) {
        try (Gate.Pass _ = gate.enter()) {
            return CommitWait.await(parts.replica(), commitIndex, timeout);
        }
    }

    @Override
    public void awaitIndexes(Progress progress) {
        boolean complete = false;
        while (!complete) {
            try (Gate.Pass _ = gate.enter();
                    Lease lease = parts.replica().lease()) {
                complete = lease.epoch().indexes().await(progress);
            }
        }
    }

    @Override
    public Health health() {
        try (Gate.Pass _ = gate.enter()) {
            Health measured = parts.guard().health();
            Replica replica = parts.replica();
            return replica.failure()
                    .map(cause -> restricted(
                            measured,
                            Health.State.FAILED,
                            "applying a command failed: " + cause + "; close the database and open it again"))
                    .or(() -> replica.roomAwaited()
                            .map(cause -> restricted(
                                    measured,
                                    Health.State.READ_ONLY,
                                    "a bulk load that was committed waits for room on the disk (" + cause.getMessage()
                                            + "); free some space")))
                    .orElse(measured);
        }
    }

    private static Health restricted(Health measured, Health.State state, String reason) {
        return new Health(state, reason, measured.diskFreeBytes(), measured.memoryBytes(), measured.changeBytes());
    }

    @Override
    public RecoveryReport recovery() {
        return parts.recovery();
    }

    @Override
    public VerifyReport verify(Progress progress) {
        try (Gate.Pass _ = gate.enter()) {
            return parts.snapshots().verify(progress);
        }
    }

    @Override
    public void close() {
        saveIndexes();
        if (!gate.close()) {
            return;
        }
        try {
            parts.replica().commits().end();
            bulkLoads.close();
            history.close();
            parts.replica().cancelIndexes();
            if (!gate.awaitEmpty(CALLS_MILLIS_MAX)) {
                LOG.log(Level.WARNING, "calls are still under way; they will fail");
            }
            // Again, for a load that was just beginning the first time.
            bulkLoads.close();
            transactions.forEach(EngineTransaction::close);
        } finally {
            uploads.close();
            // Whatever failed before: nobody else could release the lock.
            parts.close();
        }
    }

    /** An index that is complete but in no file would be built again by whoever opens the database next. */
    private void saveIndexes() {
        boolean worthSaving;
        try (Gate.Pass _ = gate.enter()) {
            worthSaving = parts.replica().indexesWorthSaving();
        } catch (ContextDbException _) {
            // Closed before.
            return;
        }
        try {
            if (worthSaving) {
                snapshot(new Command.Checkpoint());
            }
        } catch (ContextDbException e) {
            LOG.log(Level.WARNING, "the indexes could not be saved and will be built again", e);
        }
    }
}
