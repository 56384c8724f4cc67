package io.contextdb.engine.checkpoint;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a snapshot that could not be written is tried again. Each try fills a full disk before it fails, so without
 * more room there are few. Outcomes are told by one thread; any thread may ask.
 */
final class SnapshotRetries {
    /** A snapshot that found the disk full is tried again after this time, although there is no more room. */
    private static final long FULL_NANOS = Duration.ofSeconds(4).toNanos();

    /**
     * A try that failed.
     *
     * @param full whether it found the disk full
     * @param freeBytes how many bytes were free when it was begun
     * @param nanos when it failed, by the clock
     */
    private record Failure(boolean full, long freeBytes, long nanos) {}

    private final LongSupplier diskFree;
    private final LongSupplier nanoTime;

    /** Of the last try; null when that succeeded. */
    private volatile @Nullable Failure failure;

    /**
     * No try has failed yet.
     *
     * @param diskFree how many bytes are free where snapshots are written
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    SnapshotRetries(LongSupplier diskFree, LongSupplier nanoTime) {
        this.diskFree = diskFree;
        this.nanoTime = nanoTime;
    }

    /** What is free; 0 when that cannot be measured. */
    long freeBytes() {
        try {
            return diskFree.getAsLong();
        } catch (ContextDbException e) {
            return 0;
        }
    }

    /** The last try has succeeded. */
    void succeeded() {
        failure = null;
    }

    /**
     * The last try has failed; returns whether the one before had as well.
     *
     * @param freeBytes what was free when it was begun
     */
    boolean failed(Throwable cause, long freeBytes) {
        boolean again = failure != null;
        failure = new Failure(ErrorCode.DISK_FULL.isOf(cause), freeBytes, nanoTime.getAsLong());
        return again;
    }

    /** Whether the last try failed and another one may succeed. */
    boolean due() {
        Failure last = failure;
        return last != null
                && (!last.full()
                        || freeBytes() > last.freeBytes()
                        || nanoTime.getAsLong() - last.nanos() >= FULL_NANOS);
    }
}
