package io.contextdb.consensus.single;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.log.Log;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a log needs now and then, by a thread of its own that begins with the first commit and sleeps when there are
 * none: the next segment made in time, the sync of {@code INTERVAL}, in a quiet moment the record that the last group
 * is durable, and commands applied that had no room.
 */
final class LogKeeper implements AutoCloseable {
    private static final long PERIOD_NANOS = Duration.ofMillis(100).toNanos();

    /** Between two tries to apply what had no room; each may write much before it fails. */
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Log log;
    private final Durability durability;
    private final ReentrantLock writing;
    private final Runnable applyRest;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("contextdb-log").unstarted(this::run);

    /** Groups committed so far; guarded by the lock. */
    private long commits;

    /** Whether there was a commit since the last quiet moment; set under the lock. */
    private volatile boolean awake;

    /** Whether commands wait to be applied. */
    private volatile boolean behind;

    private volatile boolean closed;

    /**
     * A keeper of a log.
     *
     * @param applyRest applies commands that wait, or says that they still do
     */
    LogKeeper(Log log, Durability durability, ReentrantLock writing, Runnable applyRest) {
        this.log = log;
        this.durability = durability;
        this.writing = writing;
        this.applyRest = applyRest;
    }

    /** Told, by one thread at a time, whether commands wait to be applied. */
    void behind(boolean now) {
        behind = now;
        LockSupport.unpark(thread);
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
        long tried = System.nanoTime();
        while (!closed) {
            if (awake || behind) {
                LockSupport.parkNanos(this, PERIOD_NANOS);
            } else {
                LockSupport.park(this);
            }
            if (!closed && awake) {
                prepareSegment();
                seen = tend(seen);
            }
            if (!closed && behind && System.nanoTime() - tried >= RETRY_NANOS) {
                applyRest.run();
                tried = System.nanoTime();
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
