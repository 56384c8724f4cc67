package io.contextdb.consensus.single;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.log.Log;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a log needs now and then, by a thread of its own that begins with the first commit and sleeps when there are none: the next
 * segment made in time, the sync of {@code INTERVAL}, and in a quiet moment the record that the last group is durable.
 */
final class LogKeeper implements AutoCloseable {
    private static final long PERIOD_NANOS = Duration.ofMillis(100).toNanos();

    private final Log log;
    private final Durability durability;
    private final ReentrantLock writing;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("contextdb-log").unstarted(this::run);

    /** Groups committed so far; guarded by the lock. */
    private long commits;

    /** Whether there was a commit since the last quiet moment; set under the lock. */
    private volatile boolean awake;

    private volatile boolean closed;

    LogKeeper(Log log, Durability durability, ReentrantLock writing) {
        this.log = log;
        this.durability = durability;
        this.writing = writing;
    }

    /** Told of each group, by the holder of the lock. */
    void committed() {
        commits++;
        if (!awake) {
            awake = true;
            if (commits == 1) {
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
        }
    }

    private void run() {
        long seen = 0;
        while (!closed) {
            if (awake) {
                LockSupport.parkNanos(this, PERIOD_NANOS);
            } else {
                LockSupport.park(this);
            }
            if (!closed && awake) {
                prepareSegment();
                seen = tend(seen);
            }
        }
    }

    private void prepareSegment() {
        try {
            log.prepareSegment();
        } catch (ContextDbException e) {
            // The write that needs the segment tries again, and has someone to tell when that fails.
            assert e.getMessage() != null;
        }
    }

    /** Does what is due; returns the number of commits seen. */
    private long tend(long seen) {
        writing.lock();
        try {
            if (durability == Durability.INTERVAL) {
                log.force();
            }
            if (commits == seen) {
                log.mark();
                awake = false;
            }
            return commits;
        } catch (ContextDbException e) {
            // Either the log refuses everything from now on, and says why to whoever proposes next; or a mark found no
            // room on a full disk, and the next group says the same.
            awake = false;
            return commits;
        } finally {
            writing.unlock();
        }
    }

    /** Ends the thread; returns when it has ended. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
