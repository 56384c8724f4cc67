package io.contextdb.api.spi;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ordered, durable sequence of commands. Indexes start at 1 and have no gaps. Commands are applied in order, one at
 * a time, each after it is durable.
 */
public interface CommitLog extends AutoCloseable {
    /**
     * Recovers: checks what is on disk, cuts a torn tail, and applies every command above {@code appliedIndex} to
     * {@code machine} before it returns; from then on commands are applied as they are committed. Called once, before
     * anything else.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} with file and offset when a durable command is
     *     damaged or missing, or the log has no files and must have some; {@code FOREIGN_FILE} when one belongs to
     *     another database
     */
    LogRecovery start(StateMachine machine, long appliedIndex);

    /**
     * Appends a command, waits until it is durable and applied, and returns what {@link StateMachine#apply} returned
     * for it. Concurrent callers share one write and one sync. {@code command} is read before this returns and not
     * kept. An interrupt does not end the wait: the outcome is reported and the interrupt status kept.
     *
     * @param command the encoded command, in native memory
     * @param decoded what the command says, for {@link StateMachine#applyOwn}, which need not decode it then; null when
     *     there are only the bytes. It is handed over: whoever proposes changes nothing in it afterwards
     * @throws io.contextdb.api.ContextDbException {@code DISK_FULL} when there was no room, or a command before waits
     *     for room to be applied: the command is not there, and later ones are tried again; {@code COMMIT_PENDING} when
     *     it is there but could not be applied: if for want of room it is when there is some, within seconds, else
     *     after recovery; {@code IO_FAILURE} when writing or syncing failed otherwise: the command is not acknowledged,
     *     may or may not be there after recovery, and the log takes no more commands until it is reopened
     *     ({@code FAILED}); {@code LIMIT_EXCEEDED} when the command is larger than the log takes; {@code CLOSED} after
     *     close
     */
    Object propose(MemorySegment command, @Nullable Object decoded);

    /**
     * Makes every command applied so far durable, whatever the durability. Called before a snapshot is committed, so
     * that no snapshot is ahead of the log; from any thread, also from within {@link StateMachine#apply}, and while
     * another thread's command is applied. Throws as {@link #propose} does.
     */
    void sync();

    /** The last command that was applied. */
    LogPosition applied();

    /**
     * Reads durable commands again, in order. Called from any thread, beside {@link #propose}, and from within
     * {@link StateMachine#apply} (also during {@link #start}) for indexes below the one that is applied. Once the
     * machine has returned from a command, that one can be read as well, by whoever learns of it from the machine.
     *
     * @param from the first index, inclusive; {@code to} the last, inclusive
     * @throws io.contextdb.api.ContextDbException {@code SNAPSHOT_TOO_OLD} when {@code from} was truncated away
     */
    void read(long from, long to, StateMachine reader);

    /**
     * The first command that {@link #read} gives; one above the last when there is none. From any thread, after
     * {@link #start}.
     */
    long firstIndex();

    /** Lets go of commands with indexes below {@code index}; whole segments are deleted. */
    void truncateBefore(long index);

    /** The bytes of log written since {@code index}, for deciding on a checkpoint. */
    long bytesSince(long index);

    /**
     * Checks every record of the log; returns a line for each damage. Changes nothing, and needs no {@link #start}
     * before.
     */
    List<String> verify();

    /** Syncs what is not yet durable and closes the files. */
    @Override
    void close();
}
