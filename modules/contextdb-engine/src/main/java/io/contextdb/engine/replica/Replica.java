package io.contextdb.engine.replica;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.apply.Outcome;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.engine.command.Entry;
import io.contextdb.engine.version.Versions;
import io.contextdb.memory.ByteDecoder;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state machine the log feeds: applies entries to the present epoch, publishes what they change, and puts one epoch
 * in the place of another. One entry is applied at a time, under a lock that readers never take.
 */
public final class Replica implements StateMachine {
    /** Writers wait when changes take so many times the memory at which a checkpoint is proposed. */
    static final int CHANGES_FACTOR_MAX = 4;

    private final Versions versions;
    private final ReplicaListener listener;
    private final long checkpointMemoryBytes;
    private final ReentrantLock applying = new ReentrantLock();
    private final Condition epochChanged = applying.newCondition();
    private final CommitWatch commits;

    /** Guarded by {@link #applying}, as all below. */
    private Epoch epoch;

    private LogPosition applied;
    private @Nullable Throwable snapshotFailure;
    private long snapshotFailures;
    private boolean ended;

    /** Null once the log has been replayed. */
    private @Nullable ReplayMemory replayMemory;

    private ReplayMeter replay = ReplayMeter.NONE;
    private volatile @Nullable Throwable failure;

    /** Why an import that is in the log is not applied yet: the disk is full. */
    private volatile @Nullable ContextDbException roomAwaited;

    /** The memory of the changes since the last snapshot; written with the lock held. */
    private volatile long deltaBytes;

    /**
     * A replica that begins with an epoch, whose state it publishes.
     *
     * @param applied the last command the epoch's snapshot holds
     * @param checkpointMemoryBytes the memory of changes at which a checkpoint is proposed; until {@link #replayed} a
     *     snapshot that is due is waited for when they take more
     */
    public Replica(
            Epoch epoch, LogPosition applied, Versions versions, ReplicaListener listener, long checkpointMemoryBytes) {
        this.epoch = epoch;
        this.applied = applied;
        this.versions = versions;
        this.listener = listener;
        this.checkpointMemoryBytes = checkpointMemoryBytes;
        replayMemory = new ReplayMemory(checkpointMemoryBytes);
        commits = new CommitWatch(applied.index());
        epoch.publish(versions);
        epoch.indexes().advance(epoch.view());
    }

    @Override
    public Outcome apply(LogPosition position, MemorySegment command) {
        return apply(position, command, null);
    }

    @Override
    public Outcome applyOwn(LogPosition position, MemorySegment command, Object decoded) {
        assert decoded.equals(decode(command)) : "the bytes of " + position + " do not say what was proposed";
        return apply(position, command, (Entry) decoded);
    }

    private static Entry decode(MemorySegment command) {
        return CommandCodec.decode(new ByteDecoder(command));
    }

    private Outcome apply(LogPosition position, MemorySegment command, @Nullable Entry own) {
        applying.lock();
        try {
            assert position.index() == applied.index() + 1 : position + " after " + applied;
            requireOpen();
            ReplayMemory replaying = replayMemory;
            if (replaying != null) {
                replaying.makeRoom(this::changeBytes, this::awaitDue);
            }
            long begin = System.nanoTime();
            Entry entry = own == null ? decode(command) : own;
            Outcome outcome = entry.command() instanceof Command.Import load
                    ? importStage(position, entry.timestampMillis(), load)
                    : applyToEpoch(position, entry);
            applied = position;
            roomAwaited = null;
            deltaBytes = epoch.generation().storage().deltaBytes();
            if (replaying != null) {
                replay = replay.plus(command.byteSize(), deltaBytes);
            }
            listener.applied(
                    position,
                    outcome instanceof Outcome.SnapshotDue,
                    epoch.due() == null ? deltaBytes : 0,
                    System.nanoTime() - begin);
            commits.advance(position.index());
            return outcome;
        } catch (RuntimeException | Error e) {
            if (e instanceof ContextDbException known && known.code() == ErrorCode.DISK_FULL) {
                // Only an import writes; it has changed nothing, and the log tries again.
                roomAwaited = known;
            } else {
                failure = e;
                commits.end();
            }
            throw e;
        } finally {
            applying.unlock();
        }
    }

    /** Once closed nothing is applied, as by a log that tries again. */
    private void requireOpen() {
        if (ended) {
            throw new ContextDbException(ErrorCode.CLOSED, "the database is closed");
        }
    }

    /** The log has been replayed; returns what that came to. */
    public ReplayMeter replayed() {
        applying.lock();
        try {
            replayMemory = null;
            return replay;
        } finally {
            applying.unlock();
        }
    }

    /**
     * Waits, with the lock held, for the snapshot that is due, and for the next as long as one is due and more is
     * wanted.
     */
    private void awaitDue(BooleanSupplier more) {
        while (epoch.due() != null && more.getAsBoolean()) {
            snapshotFailure = null;
            listener.snapshotDue(true);
            epochChanged.awaitUninterruptibly();
            requireOpen();
            if (snapshotFailure != null) {
                throw new ContextDbException(
                        ErrorCode.DISK_FULL.isOf(snapshotFailure) ? ErrorCode.DISK_FULL : ErrorCode.FAILED,
                        "the snapshot that is due cannot be written: " + snapshotFailure,
                        snapshotFailure);
            }
        }
    }

    /**
     * Why nothing more can be written, if so.
     *
     * @throws ContextDbException {@code FAILED}
     */
    public void requireSound() {
        Throwable cause = failure;
        if (cause != null) {
            throw new ContextDbException(
                    ErrorCode.FAILED,
                    "applying a command failed, so the database takes no more writes: " + cause
                            + "; close it and open it again to recover",
                    cause);
        }
    }

    /** What {@link #requireSound} would throw for, if anything. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Why commands in the log are not applied yet, though they will be; empty when all are. */
    public Optional<ContextDbException> roomAwaited() {
        return Optional.ofNullable(roomAwaited);
    }

    /** The memory of the changes since the last snapshot, in bytes. */
    public long changeBytes() {
        return deltaBytes;
    }

    /** The present epoch, held for the caller until the lease is closed. */
    public Lease lease() {
        applying.lock();
        try {
            epoch.generation().retain();
            return new Lease(epoch, epoch.view(), applied);
        } finally {
            applying.unlock();
        }
    }

    /** The snapshot that is due in the present epoch. */
    public Optional<DueSnapshot> due() {
        applying.lock();
        try {
            return Optional.ofNullable(epoch.due());
        } finally {
            applying.unlock();
        }
    }

    /**
     * Brings an epoch up to date with what was logged since its snapshot, and puts it in the place of the present one.
     * Entries go on being applied to the present one meanwhile, but for the last few.
     *
     * @param next an epoch at {@code from}, taken over
     */
    public void takeOver(Epoch next, LogPosition from, CommitLog log) {
        LogPosition reached = from;
        for (int round = 0; round < CatchUp.ROUNDS_MAX; round++) {
            LogPosition target = applied();
            if (target.index() - reached.index() <= CatchUp.ENTRIES_LAST
                    && log.bytesSince(reached.index()) <= CatchUp.LOG_BYTES_LAST) {
                break;
            }
            CatchUp.run(next, reached, target, log);
            reached = target;
        }
        applying.lock();
        try {
            CatchUp.run(next, reached, applied, log);
            replace(next);
        } finally {
            applying.unlock();
        }
    }

    /** The snapshot that is due could not be written, now: an import that waits for it fails. */
    public void snapshotFailed(Throwable cause) {
        applying.lock();
        try {
            snapshotFailure = cause;
            snapshotFailures++;
            epochChanged.signalAll();
        } finally {
            applying.unlock();
        }
    }

    /**
     * Waits until the epoch that begins with the compaction of the entry at {@code index} is in service, a snapshot
     * before it cannot be written, or the replica is closed.
     */
    public void awaitCompaction(long index) {
        applying.lock();
        try {
            long failures = snapshotFailures;
            while (epoch.compactIndex() < index && failures == snapshotFailures && !ended) {
                epochChanged.awaitUninterruptibly();
            }
        } finally {
            applying.unlock();
        }
    }

    /**
     * Lets a writer wait while changes take too much memory and a snapshot is on its way that clears them.
     *
     * @throws ContextDbException {@code OUT_OF_MEMORY} when that snapshot cannot be written
     */
    public void awaitRoom() {
        long bytesMax = checkpointMemoryBytes > Long.MAX_VALUE / CHANGES_FACTOR_MAX
                ? checkpointMemoryBytes
                : checkpointMemoryBytes * CHANGES_FACTOR_MAX;
        if (deltaBytes <= bytesMax) {
            return;
        }
        applying.lock();
        try {
            long failures = snapshotFailures;
            while (deltaBytes > bytesMax && epoch.due() != null && !ended) {
                epochChanged.awaitUninterruptibly();
                if (failures != snapshotFailures) {
                    throw new ContextDbException(
                            ErrorCode.OUT_OF_MEMORY,
                            "changes since the last snapshot take " + deltaBytes + " bytes of memory; the limit is "
                                    + bytesMax + ", and the next snapshot cannot be written (" + snapshotFailure
                                    + "); mend that and write again",
                            snapshotFailure);
                }
            }
        } finally {
            applying.unlock();
        }
    }

    /** The last entry applied. */
    public LogPosition applied() {
        applying.lock();
        try {
            return applied;
        } finally {
            applying.unlock();
        }
    }

    /** How far commands have been applied, for those who wait for one. */
    public CommitWatch commits() {
        return commits;
    }

    /** Whether the indexes hold work that a snapshot should keep and none does, nor is one on its way. */
    public boolean indexesWorthSaving() {
        applying.lock();
        try {
            return epoch.due() == null && epoch.indexes().worthSaving();
        } finally {
            applying.unlock();
        }
    }

    /** Lets the building of indexes end; a snapshot that waits for it is given up. */
    public void cancelIndexes() {
        try (Lease lease = lease()) {
            lease.epoch().indexes().cancel();
        }
    }

    /** Ends the present epoch, when the log is closed. */
    public void close() {
        applying.lock();
        try {
            ended = true;
            commits.end();
            epochChanged.signalAll();
            epoch.end();
        } finally {
            applying.unlock();
        }
    }

    private Outcome applyToEpoch(LogPosition position, Entry entry) {
        StorageView before = epoch.view();
        Outcome outcome = epoch.apply(position, entry);
        StorageView after = epoch.view();
        if (after != before) {
            versions.publish(after);
            epoch.indexes().advance(after);
        }
        switch (outcome) {
            case Outcome.SnapshotDue _ -> listener.snapshotDue(false);
            case Outcome.Applied _
            when entry.command() instanceof Command.Deletion deletion ->
                listener.deletionDue(position.index(), entry.timestampMillis(), deletion);
            case Outcome.Applied _ -> {}
            case Outcome.Refused _ -> {}
        }
        return outcome;
    }

    /** An import stands on the snapshot before it, like every snapshot; so that one is waited for. */
    private Outcome importStage(LogPosition position, long timestampMillis, Command.Import load) {
        awaitDue(() -> true);
        if (load.compactIndex() != epoch.compactIndex()) {
            // The load names nodes by ordinals, and they have others by now.
            return new Outcome.Refused(
                    position.index(),
                    new ContextDbException(
                            ErrorCode.TRANSACTION_CONFLICT,
                            "the database was compacted at commit " + epoch.compactIndex()
                                    + " while the bulk load was under way; load again"));
        }
        try {
            Epoch next = listener.importStage(epoch, position, timestampMillis, load);
            replace(next);
            return new Outcome.SnapshotDue(position.index(), next.snapshotId());
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.TRANSACTION_CONFLICT) {
                return new Outcome.Refused(position.index(), e);
            }
            throw e;
        }
    }

    private void replace(Epoch next) {
        Epoch before = epoch;
        epoch = next;
        deltaBytes = next.generation().storage().deltaBytes();
        next.publish(versions);
        next.indexes().advance(next.view());
        before.end();
        epochChanged.signalAll();
        if (next.due() != null) {
            listener.snapshotDue(false);
        }
    }
}
