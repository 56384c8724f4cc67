package io.contextdb.engine.checkpoint;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Decides when a checkpoint is to be proposed: when the log behind the last snapshot or the memory its changes take has
 * grown past a size, or when something was written and some time has passed, when applying that log again would take
 * long, or when there is work in the indexes that no snapshot holds. It only ever proposes: what becomes a snapshot is
 * decided by the entry in the log. Thread-safe.
 */
final class CheckpointTrigger {
    private final long logBytesMax;
    private final long memoryBytesMax;
    private final long nanosMax;
    private final long replayNanosMax;
    private final LongSupplier nanoTime;

    /** All guarded by this. */
    private long logBytes;

    private long memoryBytes;
    private long replayNanos;
    private boolean written;
    private long firstWriteNanos;
    private boolean proposed;

    /**
     * A trigger with nothing behind the last snapshot.
     *
     * @param intervalMax the time; zero or less for never
     * @param recoveryTimeMax how long opening may take after a crash; zero or less for any time
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    CheckpointTrigger(
            long logBytesMax,
            long memoryBytesMax,
            Duration intervalMax,
            Duration recoveryTimeMax,
            LongSupplier nanoTime) {
        this.logBytesMax = logBytesMax;
        this.memoryBytesMax = memoryBytesMax;
        // Saturates, so that a duration of centuries is not an error.
        this.nanosMax = intervalMax.isPositive() ? TimeUnit.NANOSECONDS.convert(intervalMax) : Long.MAX_VALUE;
        // A third of it: while the snapshot is written more comes, and the log has to be read and decoded as well.
        this.replayNanosMax =
                recoveryTimeMax.isPositive() ? TimeUnit.NANOSECONDS.convert(recoveryTimeMax) / 3 : Long.MAX_VALUE;
        this.nanoTime = nanoTime;
    }

    /**
     * Something was written.
     *
     * @param newLogBytes the log behind the last snapshot by now
     * @param newMemoryBytes what its changes take in memory; 0 while a snapshot is on its way that clears them
     * @param newReplayNanos how long it took to apply that log, which is what a recovery will need
     */
    synchronized void written(long newLogBytes, long newMemoryBytes, long newReplayNanos) {
        if (!written) {
            written = true;
            firstWriteNanos = nanoTime.getAsLong();
        }
        logBytes = newLogBytes;
        memoryBytes = newMemoryBytes;
        replayNanos = newReplayNanos;
    }

    /** What lies in the log so far is covered by a snapshot. */
    synchronized void covered() {
        logBytes = 0;
        memoryBytes = 0;
        replayNanos = 0;
        written = false;
        proposed = false;
    }

    /**
     * Whether a checkpoint is to be proposed now. After true it is false until {@link #covered} or {@link #again}.
     *
     * @param wanted whether there is another reason for one
     */
    synchronized boolean fire(boolean wanted) {
        boolean due = wanted
                || written
                        && (logBytes >= logBytesMax
                                || memoryBytes >= memoryBytesMax
                                || replayNanos >= replayNanosMax
                                || nanosMax != Long.MAX_VALUE && nanoTime.getAsLong() - firstWriteNanos >= nanosMax);
        boolean fires = due && !proposed;
        proposed |= fires;
        return fires;
    }

    /** A proposal failed: another one may be made. */
    synchronized void again() {
        proposed = false;
    }
}
