package io.contextdb.engine.replica;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Bounds the memory of a replay, so that it does not grow with the log: once changes take too much, the snapshot that
 * an entry has asked for is written first. When that fails, as on a full disk, the replay goes on without for a while.
 * Between two entries that ask for snapshots changes take what they took when they were written, for which
 * {@link Replica#awaitRoom} sets the bound. Used by the thread that replays.
 */
final class ReplayMemory {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");

    /**
     * A replay ends when changes take so many times the memory at which a snapshot is waited for, and that cannot be
     * written. It is twice what writers may leave in the log in such a case, so that what they wrote can be opened
     * again.
     */
    private static final int FACTOR_MAX = 2 * Replica.CHANGES_FACTOR_MAX;

    /** The memory that changes may take before a snapshot that is due is waited for. */
    private final long bytesMax;

    /**
     * The same after snapshots that could not be written: the next one is waited for when changes take as much again.
     */
    private long bytesNext;

    ReplayMemory(long bytesMax) {
        this.bytesMax = bytesMax;
        bytesNext = bytesMax;
    }

    /**
     * Makes room before an entry is applied.
     *
     * @param changeBytes the memory of the changes at present
     * @param awaitDue waits for snapshots that are due, for as long as what it is given wants more of them
     * @throws ContextDbException {@code OUT_OF_MEMORY}
     */
    void makeRoom(LongSupplier changeBytes, Consumer<BooleanSupplier> awaitDue) {
        if (changeBytes.getAsLong() <= bytesNext) {
            return;
        }
        try {
            awaitDue.accept(() -> changeBytes.getAsLong() > bytesMax);
            bytesNext = bytesMax;
        } catch (ContextDbException e) {
            long bytes = changeBytes.getAsLong();
            if (bytes / FACTOR_MAX > bytesMax) {
                throw new ContextDbException(
                        ErrorCode.OUT_OF_MEMORY,
                        "the changes in the log take " + bytes + " bytes of memory, and the snapshot that would free"
                                + " them cannot be written (" + e.getMessage() + "); mend that, or open the database"
                                + " with a checkpointMemoryBytes above " + bytesMax,
                        e);
            }
            LOG.log(Level.WARNING, "the log is replayed without a snapshot that is due", e);
            bytesNext = bytes + bytesMax;
        }
    }
}
