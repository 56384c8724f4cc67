package io.contextdb.engine.history;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.Entry;
import io.contextdb.engine.replica.CatchUp;
import io.contextdb.engine.replica.Epoch;
import java.util.function.BooleanSupplier;

/**
 * Watches over the log that leads to a state of the past: its memory is bounded, and it ends where the log alone does
 * not lead further.
 */
final class PastReplay implements CatchUp.Guard {
    private final Epoch epoch;
    private final long target;
    private final long bytesMax;
    private final BooleanSupplier closed;

    /**
     * A replay into an epoch.
     *
     * @param target the commit it is to reach
     * @param bytesMax the memory its changes may take
     * @param closed whether to give up
     */
    PastReplay(Epoch epoch, long target, long bytesMax, BooleanSupplier closed) {
        this.epoch = epoch;
        this.target = target;
        this.bytesMax = bytesMax;
        this.closed = closed;
    }

    @Override
    public void before(LogPosition position, Entry entry) {
        if (closed.getAsBoolean()) {
            throw new ContextDbException(ErrorCode.CLOSED, "the database is closed; open it again");
        }
        if (entry.command() instanceof Command.Import) {
            throw new ContextDbException(
                    ErrorCode.SNAPSHOT_TOO_OLD,
                    "the state of commit " + target + " is gone: the bulk load of commit " + position.index()
                            + " lies before it, whose files went with its snapshot; ask for a state before that load,"
                            + " or at or after the next snapshot");
        }
        long bytes = epoch.generation().storage().deltaBytes();
        if (bytes > bytesMax) {
            throw new ContextDbException(
                    ErrorCode.OUT_OF_MEMORY,
                    "the changes that lead to commit " + target + " take more than the " + bytesMax
                            + " bytes left of historyMemoryBytes at commit " + position.index()
                            + "; ask for a state nearer behind a snapshot, close others, or raise that option");
        }
    }
}
