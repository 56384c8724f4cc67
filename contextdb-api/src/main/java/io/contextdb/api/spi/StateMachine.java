package io.contextdb.api.spi;

import java.lang.foreign.MemorySegment;

/** What commands are applied to. */
@FunctionalInterface
public interface StateMachine {
    /**
     * Applies one durable command. Called in index order, by one thread at a time, not always the same. Deterministic:
     * the same commands give the same state everywhere.
     *
     * @param command native memory, valid only during the call
     * @return the outcome, handed to the proposer; a refusal is an outcome too, not an exception
     * @throws io.contextdb.api.ContextDbException {@code DISK_FULL} when there is no room for what the command asks
     *     for, and nothing has changed: the log applies it later, again and again, and takes no other commands before
     * @throws RuntimeException when the machine can no longer go on; the log then takes no more commands
     */
    Object apply(LogPosition position, MemorySegment command);

    /**
     * Applies a command that this process has proposed, as {@link #apply} does and with the same result; on any thread,
     * which need not be the proposer's.
     *
     * @param decoded what the proposer handed in beside the command, which says the same, and which nobody changes any
     *     more
     */
    default Object applyOwn(LogPosition position, MemorySegment command, Object decoded) {
        return apply(position, command);
    }
}
