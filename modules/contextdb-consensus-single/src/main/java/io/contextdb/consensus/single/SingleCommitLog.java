package io.contextdb.consensus.single;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.LogRecovery;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.log.Log;
import io.contextdb.log.LogOptions;
import io.contextdb.log.RecordVisitor;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Group commit over the local log. Who holds the commit lock commits and applies everything that waits, for all.
 * Whoever finds it taken parks, and whoever lets go of it wakes the first that still waits, so a proposal never waits
 * with the lock free. The log's writing side has a lock of its own, taken last, so that it can be synced while a
 * command is applied.
 *
 * <p>A command that cannot be applied because the disk is full is in the log for good. So nothing is taken behind it,
 * and the keeper applies it, and what was written along with it, when there is room.
 */
final class SingleCommitLog implements CommitLog {
    private static final byte COMMAND = 1;

    /** There is one node and never an election, so one term. */
    private static final long TERM = 1;

    /** A group takes no more commands above this, so that the first of many large ones need not wait for all. */
    private static final long GROUP_BYTES = 4 << 20;

    private static final Refusal STARTING = new Refusal(ErrorCode.CLOSED, "the log is being recovered", null);

    private final Path directory;
    private final Durability durability;
    private final Log log;
    private final LogKeeper keeper;
    private final Queue<Proposal> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock committing = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final List<Proposal> group = new ArrayList<>();
    private volatile LogPosition applied = LogPosition.START;
    private @Nullable StateMachine machine;
    private volatile @Nullable Refusal refusal;

    /** Why commands at the end of the log are not applied yet; null when all are. Guarded by the commit lock. */
    private @Nullable Refusal unapplied;

    SingleCommitLog(CommitLogContext context) {
        directory = context.directory();
        durability = context.durability();
        log = new Log(new LogOptions(
                directory, context.files(), context.segmentBytes(), context.database(), context.create()));
        keeper = new LogKeeper(log, durability, writing, this::applyRest);
        refusal = new Refusal(ErrorCode.CLOSED, "the log in " + directory + " was not started", null);
    }

    @Override
    public LogRecovery start(StateMachine newMachine, long appliedIndex) {
        committing.lock();
        try {
            assert machine == null : "started before";
            machine = newMachine;
            refusal = STARTING;
            applied = appliedIndex == 0 ? LogPosition.START : new LogPosition(TERM, appliedIndex);
            RecordVisitor replay = (type, term, index, payload) -> {
                LogPosition position = new LogPosition(term, index);
                newMachine.apply(position, payload);
                applied = position;
            };
            LogRecovery recovery = log.recover(appliedIndex, replay);
            log.mark();
            refusal = null;
            return recovery;
        } finally {
            committing.unlock();
        }
    }

    @Override
    public Object propose(MemorySegment command, @Nullable Object decoded) {
        assert command.isNative();
        assert !committing.isHeldByCurrentThread() : "a machine must not propose";
        if (command.byteSize() > Log.RECORD_BYTES_MAX) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a command of " + command.byteSize() + " bytes; the log takes " + Log.RECORD_BYTES_MAX
                            + "; split it into smaller transactions");
        }
        Proposal own = new Proposal(command, decoded);
        waiting.add(own);
        boolean interrupted = false;
        while (!own.isDone()) {
            if (committing.tryLock()) {
                lead(own);
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return own.result();
    }

    /** Commits what waits until the own proposal is done, and lets go of the lock. */
    private void lead(Proposal own) {
        List<Proposal> done = List.of();
        try {
            while (!own.isDone()) {
                done.forEach(Proposal::wake);
                commitGroup();
                done = List.copyOf(group);
                group.clear();
            }
        } finally {
            committing.unlock();
        }
        // The next leader first: the disk is idle until it has begun.
        wakeFirst();
        done.forEach(Proposal::wake);
    }

    private void wakeFirst() {
        Proposal first = waiting.peek();
        if (first != null) {
            first.wake();
        }
    }

    /** Takes a group of proposals off the queue and brings each to its end, good or bad. */
    private void commitGroup() {
        collect();
        try {
            writeGroup();
        } catch (ContextDbException e) {
            group.forEach(proposal -> proposal.fail(e));
            return;
        } catch (RuntimeException | Error e) {
            ContextDbException stopped = stop("the log failed", e);
            group.forEach(proposal -> proposal.fail(stopped));
            return;
        }
        applyGroup();
    }

    private void writeGroup() {
        writing.lock();
        try {
            requireUsable();
            requireApplied();
            append();
            log.write();
            if (durability == Durability.SYNC) {
                log.force();
            }
            keeper.committed();
        } finally {
            writing.unlock();
        }
    }

    private void collect() {
        long bytes = 0;
        for (Proposal next = waiting.peek(); next != null && bytes < GROUP_BYTES; next = waiting.peek()) {
            bytes += next.command().byteSize();
            group.add(next);
            waiting.remove();
        }
    }

    /**
     * Nothing has happened to the log when there is no memory for the group, or one of its commands cannot be taken.
     */
    private void append() {
        try {
            for (Proposal proposal : group) {
                log.append(COMMAND, TERM, proposal.command());
            }
        } catch (ContextDbException e) {
            log.discard();
            throw e;
        } catch (OutOfMemoryError e) {
            log.discard();
            throw new ContextDbException(
                    ErrorCode.OUT_OF_MEMORY,
                    "no memory to write " + group.size() + " commands to the log in " + directory
                            + "; nothing was written, try again with less load or more memory",
                    e);
        }
    }

    private void applyGroup() {
        StateMachine target = Objects.requireNonNull(machine);
        long index = applied.index();
        Throwable cause = null;
        for (Proposal proposal : group) {
            LogPosition position = new LogPosition(TERM, ++index);
            if (cause == null) {
                try {
                    Object outcome = proposal.apply(target, position);
                    applied = position;
                    proposal.succeed(outcome);
                    continue;
                } catch (RuntimeException | Error e) {
                    cause = e;
                    notApplied(position, e);
                }
            }
            proposal.fail(pending(position, cause));
        }
    }

    /** Takes note that a command is in the log and could not be applied. */
    private void notApplied(LogPosition position, Throwable cause) {
        boolean full = ErrorCode.DISK_FULL.isOf(cause);
        if (full) {
            unapplied = new Refusal(
                    ErrorCode.DISK_FULL,
                    "command " + position.index() + " is in the log and waits for room on the disk ("
                            + cause.getMessage() + "): nothing is taken behind it; free some space",
                    cause);
        } else {
            stop("command " + position.index() + " could not be applied", cause);
        }
        keeper.behind(full);
    }

    /** What the proposer of a command is told that is in the log and not applied: it must not propose it again. */
    private ContextDbException pending(LogPosition position, Throwable cause) {
        return new ContextDbException(
                ErrorCode.COMMIT_PENDING,
                "command " + position.index() + " is durable but not applied yet (" + cause.getMessage() + "); "
                        + (unapplied == null
                                ? "it will be there when the database is opened again"
                                : "that is done when there is room, or when the database is opened again"),
                cause);
    }

    /** Applies commands that were left when the disk was full. */
    private void applyRest() {
        committing.lock();
        try {
            log.read(applied.index() + 1, Long.MAX_VALUE, this::applyLeft);
            unapplied = null;
            keeper.behind(false);
        } catch (RuntimeException | Error e) {
            notApplied(new LogPosition(TERM, applied.index() + 1), e);
        } finally {
            committing.unlock();
            wakeFirst();
        }
    }

    private void applyLeft(byte type, long term, long index, MemorySegment command) {
        LogPosition position = new LogPosition(term, index);
        Objects.requireNonNull(machine).apply(position, command);
        applied = position;
    }

    private void requireApplied() {
        Refusal left = unapplied;
        if (left != null) {
            throw left.exception();
        }
    }

    /** Refuses everything from now on. */
    private ContextDbException stop(String what, Throwable cause) {
        Refusal stopped = new Refusal(
                ErrorCode.FAILED,
                what + " (" + cause.getMessage() + "); the database in " + directory + " stops, reopen it to recover",
                cause);
        refusal = stopped;
        return stopped.exception();
    }

    private void requireUsable() {
        Refusal present = refusal;
        if (present != null) {
            throw present.exception();
        }
    }

    @Override
    public void sync() {
        Refusal present = refusal;
        if (STARTING.equals(present)) {
            // Recovery has made durable what it shows.
            return;
        }
        writing.lock();
        try {
            requireUsable();
            log.force();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public LogPosition applied() {
        return applied;
    }

    @Override
    public void read(long from, long to, StateMachine reader) {
        // Not cut at what is applied: a machine may ask for a command it has just applied before this has taken note of
        // that.
        log.read(from, to, (type, term, index, payload) -> reader.apply(new LogPosition(term, index), payload));
    }

    @Override
    public long firstIndex() {
        return log.firstIndex();
    }

    @Override
    public void truncateBefore(long index) {
        log.truncateBefore(index);
    }

    @Override
    public long bytesSince(long index) {
        return log.bytesSince(index);
    }

    @Override
    public List<String> verify() {
        return log.verify();
    }

    @Override
    public void close() {
        keeper.close();
        committing.lock();
        writing.lock();
        try {
            refusal = new Refusal(ErrorCode.CLOSED, "the log in " + directory + " is closed", null);
            log.close();
        } finally {
            writing.unlock();
            committing.unlock();
            wakeFirst();
        }
    }
}
