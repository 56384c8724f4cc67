package io.contextdb.engine.propose;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.engine.apply.Outcome;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.Entry;
import io.contextdb.engine.guard.ResourceGuard;
import io.contextdb.engine.replica.Replica;
import io.contextdb.engine.write.InputCheck;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts commands into the log and waits for their outcome. Thread-safe. */
public final class Proposer {
    private static final int BUFFERS_KEPT = 64;

    /** An embedded database is the only one in its log. */
    private static final long DATABASE = 0;

    private final CommitLog log;
    private final Replica replica;
    private final InputCheck input;
    private final ResourceGuard guard;
    private final LongSupplier clockMillis;
    private final ArrayBlockingQueue<CommandBuffer> buffers = new ArrayBlockingQueue<>(BUFFERS_KEPT);

    /**
     * Proposes to a log that feeds a replica.
     *
     * @param clockMillis the time put into commands, in milliseconds since 1970
     */
    public Proposer(CommitLog log, Replica replica, InputCheck input, ResourceGuard guard, LongSupplier clockMillis) {
        this.log = log;
        this.replica = replica;
        this.input = input;
        this.guard = guard;
        this.clockMillis = clockMillis;
    }

    /**
     * Proposes a command, and returns its outcome once it is durable and applied, a refusal too.
     *
     * @throws ContextDbException what the log throws; {@code READ_ONLY} while disk or memory runs out, but for what
     *     makes room; {@code FAILED} when an earlier command could not be applied; {@code LIMIT_EXCEEDED} for a
     *     transaction that is too large
     */
    public Outcome propose(Command command) {
        replica.requireSound();
        if (command instanceof Command.Write || command instanceof Command.Import) {
            guard.admit();
        }
        CommandBuffer buffer = take();
        try {
            Entry entry = new Entry(DATABASE, clockMillis.getAsLong(), command);
            MemorySegment encoded = buffer.encode(entry);
            if (command instanceof Command.Write) {
                input.transactionBytes(encoded.byteSize());
            }
            return (Outcome) log.propose(encoded, entry);
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.DISK_FULL) {
                guard.diskFull(e);
            }
            throw e;
        } finally {
            giveBack(buffer);
        }
    }

    /** The same, with a refusal thrown. */
    public Outcome commit(Command command) {
        Outcome outcome = propose(command);
        if (outcome instanceof Outcome.Refused(long index, ContextDbException reason)) {
            throw refusal(reason);
        }
        return outcome;
    }

    /** A refusal as the caller sees it, from its own thread. */
    public static ContextDbException refusal(ContextDbException reason) {
        String prefix = reason.code().code() + ": ";
        String message = reason.getMessage();
        return new ContextDbException(
                reason.code(), message.startsWith(prefix) ? message.substring(prefix.length()) : message, reason);
    }

    private CommandBuffer take() {
        @Nullable CommandBuffer free = buffers.poll();
        return free == null ? new CommandBuffer() : free;
    }

    private void giveBack(CommandBuffer buffer) {
        if (buffer.worthKeeping()) {
            boolean kept = buffers.offer(buffer);
            assert kept || !buffers.isEmpty();
        }
    }
}
