package io.contextdb.engine.replica;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.engine.command.Entry;
import io.contextdb.memory.ByteDecoder;
import java.lang.foreign.MemorySegment;

/** Applies entries that are in the log already to an epoch that is not in service yet, or never will be. */
public final class CatchUp implements StateMachine {
    /** After so many rounds the writers wait for the rest. */
    static final int ROUNDS_MAX = 64;

    /** So few entries are applied while the writers wait, of no more bytes of log than below. */
    static final long ENTRIES_LAST = 64;

    static final long LOG_BYTES_LAST = 256 << 10;

    /** Is asked before each entry, and throws to give up. */
    @FunctionalInterface
    public interface Guard {
        /** The entry at {@code position} is about to be applied. */
        void before(LogPosition position, Entry entry);
    }

    private final Epoch epoch;
    private final Guard guard;
    private long reached;

    private CatchUp(Epoch epoch, Guard guard, long reached) {
        this.epoch = epoch;
        this.guard = guard;
        this.reached = reached;
    }

    /** Applies the entries after {@code from}, up to {@code to}. */
    static void run(Epoch epoch, LogPosition from, LogPosition to, CommitLog log) {
        run(epoch, from.index(), to.index(), log, (position, entry) -> {});
    }

    /** The same by indexes. An epoch does not apply imports: {@code guard} refuses them, where there may be some. */
    public static void run(Epoch epoch, long from, long to, CommitLog log, Guard guard) {
        if (to > from) {
            CatchUp catchUp = new CatchUp(epoch, guard, from);
            log.read(from + 1, to, catchUp);
            catchUp.require(catchUp.reached == to, to);
        }
    }

    @Override
    public Object apply(LogPosition position, MemorySegment command) {
        require(position.index() == reached + 1, position.index());
        reached++;
        Entry entry = CommandCodec.decode(new ByteDecoder(command));
        guard.before(position, entry);
        return epoch.apply(position, entry);
    }

    private void require(boolean complete, long index) {
        if (!complete) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION,
                    "the log gave the commands up to " + reached + " and then " + index + " when it was read again");
        }
    }
}
