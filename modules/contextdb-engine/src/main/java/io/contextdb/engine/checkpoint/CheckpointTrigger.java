package io.contextdb.engine.checkpoint;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Decides when a checkpoint is to be proposed: when the log behind the last snapshot has grown past a size, when something was written and
 * some time has passed, or when there is work in the indexes that no snapshot holds. It only ever proposes: what becomes a snapshot is decided by the entry in the log. Thread-safe.
 */
final class CheckpointTrigger {
    private final long bytesMax;
    private final long nanosMax;
    private final LongSupplier nanoTime;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong firstWriteNanos = new AtomicLong();
    private final AtomicBoolean proposed = new AtomicBoolean();

    /**
     * A trigger with nothing behind the last snapshot.
     *
     * @param intervalMax the time; zero or less for never
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    CheckpointTrigger(long bytesMax, Duration intervalMax, LongSupplier nanoTime) {
        this.bytesMax = bytesMax;
        this.nanosMax = intervalMax.isPositive() ? saturatedNanos(intervalMax) : Long.MAX_VALUE;
        this.nanoTime = nanoTime;
    }

    /** More bytes lie in the log. */
    void written(long more) {
        if (bytes.getAndAdd(more) == 0) {
            firstWriteNanos.set(nanoTime.getAsLong());
        }
    }

    /** What lies in the log so far is covered by a snapshot. */
    void covered() {
        bytes.set(0);
        proposed.set(false);
    }

    /**
     * Whether a checkpoint is to be proposed now. After true it is false until {@link #covered} or {@link #again}.
     *
     * @param wanted whether there is another reason for one
     */
    boolean fire(boolean wanted) {
        long behind = bytes.get();
        boolean due = wanted
                || behind >= bytesMax
                || behind > 0 && nanosMax != Long.MAX_VALUE && nanoTime.getAsLong() - firstWriteNanos.get() >= nanosMax;
        return due && proposed.compareAndSet(false, true);
    }

    /** A proposal failed: another one may be made. */
    void again() {
        proposed.set(false);
    }

    private static long saturatedNanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }
}
