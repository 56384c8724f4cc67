package io.contextdb.engine.checkpoint;

import java.util.concurrent.Executor;

/**
 * A task that runs on a background thread when it is woken: one run at a time, and another one after a wake-up that
 * came during a run. Thread-safe.
 */
final class BackgroundTask implements AutoCloseable {
    private final Executor threads;
    private final Runnable task;

    /** Guarded by this, as all below: whether a thread is at it. */
    private boolean running;

    /** Whether to run once more. */
    private boolean again;

    private boolean closed;

    /**
     * A task that sleeps.
     *
     * @param task must not throw
     */
    BackgroundTask(Executor threads, Runnable task) {
        this.threads = threads;
        this.task = task;
    }

    /** Lets the task run, from the beginning, some time after this call. Nothing after close. */
    synchronized void wake() {
        again = true;
        if (!running && !closed) {
            running = true;
            threads.execute(this::work);
        }
    }

    /** Lets it run no more, and waits for the run under way. */
    @Override
    public synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (running) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (next()) {
            task.run();
        }
    }

    private synchronized boolean next() {
        if (again && !closed) {
            again = false;
            return true;
        }
        running = false;
        notifyAll();
        return false;
    }
}
