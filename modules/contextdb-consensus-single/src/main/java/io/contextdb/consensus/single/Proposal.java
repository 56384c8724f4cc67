package io.contextdb.consensus.single;

import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way, and the thread that waits for it. Completed by whoever commits it, read by the thread that
 * proposed it.
 */
final class Proposal {
    private final MemorySegment command;
    private final @Nullable Object decoded;
    private final Thread proposer = Thread.currentThread();
    private @Nullable Object outcome;
    private @Nullable RuntimeException failure;

    /** Set after the outcome or the failure, which so become visible with it. */
    private volatile boolean done;

    Proposal(MemorySegment command, @Nullable Object decoded) {
        this.command = command;
        this.decoded = decoded;
    }

    MemorySegment command() {
        return command;
    }

    Object apply(StateMachine machine, LogPosition position) {
        return decoded == null ? machine.apply(position, command) : machine.applyOwn(position, command, decoded);
    }

    boolean isDone() {
        return done;
    }

    void succeed(Object newOutcome) {
        outcome = newOutcome;
        done = true;
    }

    void fail(RuntimeException newFailure) {
        failure = newFailure;
        done = true;
    }

    /** Lets the proposer look again: whether it is done, or whether the commit lock is free. */
    void wake() {
        if (proposer != Thread.currentThread()) {
            LockSupport.unpark(proposer);
        }
    }

    /** What became of it. */
    Object result() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        assert done;
        return Objects.requireNonNull(outcome, "a state machine returned no outcome");
    }
}
