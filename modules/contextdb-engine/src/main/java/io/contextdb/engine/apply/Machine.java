package io.contextdb.engine.apply;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.ReadSet;
import io.contextdb.engine.write.WriteSet;
import java.util.Optional;

/**
 * One generation of the storage with what else decides about commands: the conflict window and the id of the last
 * snapshot. Two machines that start from the same snapshot and apply the same commands are equal in all of it.
 *
 * <p>An import is not applied here but by whoever owns the machine, for it ends with another generation.
 */
public final class Machine {
    private final StorageGeneration generation;
    private final ConflictWindow window;
    private StorageView view;
    private long snapshotId;

    /**
     * A machine on a generation nothing was applied to yet.
     *
     * @param snapshotId the snapshot it is based on, 0 for none
     */
    public Machine(StorageGeneration generation, long snapshotId) {
        this.generation = generation;
        this.view = generation.view();
        this.window = new ConflictWindow(view.position().index());
        this.snapshotId = snapshotId;
    }

    /** The state after the last command applied. */
    public StorageView view() {
        return view;
    }

    /** The id of the last snapshot that is, or is going to be, taken of a state up to this one. */
    public long snapshotId() {
        return snapshotId;
    }

    /** Applies a write set. */
    public Outcome write(LogPosition position, Command.Write command) {
        try {
            Optional<ReadSet> reads = command.reads();
            reads.ifPresent(this::checkReads);
            WriteSetCheck check = new WriteSetCheck(view, command.set());
            check(check, reads.isPresent());
            execute(position, command.set(), check);
            return new Outcome.Applied(position.index());
        } catch (Refusal refusal) {
            return new Outcome.Refused(position.index(), refusal.reason());
        }
    }

    /** The state at this command is going to be a snapshot. Returns the outcome with its id. */
    public Outcome snapshot(LogPosition position) {
        window.reset(position.index());
        view = generation.writer().publish(position);
        return new Outcome.SnapshotDue(position.index(), ++snapshotId);
    }

    /** A command that does not change the data. */
    public Outcome pass(LogPosition position) {
        return new Outcome.Applied(position.index());
    }

    private void checkReads(ReadSet reads) {
        if (!window.covers(reads.readIndex())) {
            throw new Refusal(conflict("the transaction read the state of commit " + reads.readIndex()
                    + ", but changes are remembered from commit " + window.start() + " on; run it again"));
        }
        if (window.changedSince(reads.keys(), reads.readIndex())) {
            throw new Refusal(conflict("something the transaction read at commit " + reads.readIndex()
                    + " has changed since; run it again"));
        }
    }

    /**
     * Whoever built the set checked it against the state it read; for a transaction another answer now means that this
     * has changed.
     */
    private static void check(WriteSetCheck check, boolean transaction) {
        try {
            check.run();
        } catch (ContextDbException e) {
            throw switch (e.code().category()) {
                case INPUT, NOT_FOUND, CONFLICT ->
                    new Refusal(
                            transaction && e.code() != ErrorCode.LIMIT_EXCEEDED
                                    ? conflict("the state has changed: " + e.getMessage() + "; run it again")
                                    : e);
                case UNAVAILABLE, IO, PLUGIN, ACCESS, REQUEST -> e;
            };
        }
    }

    private void execute(LogPosition position, WriteSet set, WriteSetCheck check) {
        new WriteSetExecution(view, generation.writer(), set, check, window, position.index()).run();
        view = generation.writer().publish(position);
    }

    private static ContextDbException conflict(String message) {
        return new ContextDbException(ErrorCode.TRANSACTION_CONFLICT, message);
    }

    /** Carries the reason for which a command changes nothing. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ContextDbException reason;

        Refusal(ContextDbException reason) {
            super(reason.getMessage(), reason, false, false);
            this.reason = reason;
        }

        ContextDbException reason() {
            return reason;
        }
    }
}
