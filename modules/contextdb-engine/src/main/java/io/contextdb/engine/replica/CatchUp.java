package io.contextdb.engine.replica;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.memory.ByteDecoder;
import java.lang.foreign.MemorySegment;

/** Applies entries that are in the log already to an epoch that is not in service yet. */
final class CatchUp implements StateMachine {
    /** After so many rounds the writers wait for the rest. */
    static final int ROUNDS_MAX = 64;

    /** So few entries are applied while the writers wait. */
    static final long ENTRIES_LAST = 64;

    private final Epoch epoch;
    private long reached;

    private CatchUp(Epoch epoch, long reached) {
        this.epoch = epoch;
        this.reached = reached;
    }

    /** Applies the entries after {@code from}, up to {@code to}. */
    static void run(Epoch epoch, LogPosition from, LogPosition to, CommitLog log) {
        if (to.index() > from.index()) {
            CatchUp catchUp = new CatchUp(epoch, from.index());
            log.read(from.index() + 1, to.index(), catchUp);
            catchUp.require(catchUp.reached == to.index(), to.index());
        }
    }

    @Override
    public Object apply(LogPosition position, MemorySegment command) {
        require(position.index() == reached + 1, position.index());
        reached++;
        return epoch.apply(position, CommandCodec.decode(new ByteDecoder(command)));
    }

    private void require(boolean complete, long index) {
        if (!complete) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION,
                    "the log gave the commands up to " + reached + " and then " + index + " when it was read again");
        }
    }
}
