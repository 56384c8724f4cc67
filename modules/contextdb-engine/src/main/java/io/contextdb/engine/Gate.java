package io.contextdb.engine;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.engine.concurrency.Uninterrupted;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets operations in until it is closed, and then waits for those inside. Thread-safe. */
final class Gate {
    /** Ends an operation. */
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private int inside;
    private boolean closed;

    /** Begins an operation. {@code CLOSED} after close. */
    Pass enter() {
        lock.lock();
        try {
            requireOpen();
            inside++;
            return this::leave;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more; returns whether this was the first call. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everybody has left, interrupted or not; returns false when that took too long. */
    boolean awaitEmpty(long timeoutMillis) {
        lock.lock();
        try {
            return Uninterrupted.await(timeoutMillis, this::awaitEmptyNanos);
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitEmptyNanos(long timeoutNanos) throws InterruptedException {
        long nanos = timeoutNanos;
        while (inside > 0 && nanos > 0) {
            nanos = empty.awaitNanos(nanos);
        }
        return inside == 0;
    }

    private void leave() {
        lock.lock();
        try {
            inside--;
            empty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ContextDbException(ErrorCode.CLOSED, "the database is closed; open it again");
        }
    }
}
