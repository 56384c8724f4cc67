package io.contextdb.engine.replica;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far commands have been applied, for those who wait for one. Has a lock of its own, so that nobody who waits, or
 * gives up, waits for a command that takes long; and it is taken by whoever applies only while somebody waits.
 */
public final class CommitWatch {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Counted up before {@link #reached} is read, which is written before this is read: so nobody is forgotten. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** The last command applied and published. */
    private volatile long reached;

    /** Whether there is nothing to wait for any more. */
    private volatile boolean ended;

    CommitWatch(long reached) {
        this.reached = reached;
    }

    /** The last command that was applied, and whose changes whoever begins to read sees. */
    public long reached() {
        return reached;
    }

    /**
     * Waits until a command was applied; returns the last one that was, which is an earlier one when the time is over
     * or no more will come.
     */
    public long await(long index, long timeoutNanos) throws InterruptedException {
        if (reached >= index) {
            return reached;
        }
        lock.lockInterruptibly();
        waiting.incrementAndGet();
        try {
            long nanos = timeoutNanos;
            while (reached < index && !ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return reached;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** A command was applied. */
    void advance(long index) {
        reached = index;
        wake();
    }

    /** No more commands will be applied; wakes all who wait. */
    public void end() {
        ended = true;
        wake();
    }

    /** Whether no more commands will be applied. */
    public boolean ended() {
        return ended;
    }

    private void wake() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
