package io.contextdb.engine.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs what a database does in the background. The threads are those of all databases of the process: daemons, made
 * when needed and gone when idle for a while, so that opening and closing makes none.
 */
public final class BackgroundThreads implements Executor {
    private static final long IDLE_SECONDS = 10;

    /** Guarded by this, as all below. */
    private final List<Future<?>> periodic = new ArrayList<>();

    private int underWay;
    private boolean closed;

    /** The threads of all databases. */
    private static final class Shared {
        private static final ThreadPoolExecutor WORKERS = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("contextdb-"));

        /** Only hands tasks to workers, so that a slow one keeps no other waiting. */
        private static final ScheduledThreadPoolExecutor CLOCK =
                new ScheduledThreadPoolExecutor(1, daemons("contextdb-clock-"));

        static {
            CLOCK.setRemoveOnCancelPolicy(true);
            CLOCK.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            CLOCK.allowCoreThreadTimeOut(true);
        }

        private static ThreadFactory daemons(String prefix) {
            return Thread.ofPlatform()
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .name(prefix, 1)
                    .factory();
        }
    }

    /** Nothing under way yet. */
    public BackgroundThreads() {}

    /** Runs a task some time. {@link RejectedExecutionException} after {@link #close}. */
    @Override
    public void execute(Runnable task) {
        begin();
        try {
            Shared.WORKERS.execute(() -> {
                try {
                    task.run();
                } finally {
                    end();
                }
            });
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    private synchronized void begin() {
        if (closed) {
            throw new RejectedExecutionException("the database is closed");
        }
        underWay++;
    }

    private synchronized void end() {
        underWay--;
        notifyAll();
    }

    /**
     * Runs a task again and again until {@link #close}, for the first time after a period. Runs never overlap: one that
     * takes longer than the period lets those that would have begun meanwhile fall out. Each is a task as
     * {@link #execute} has them, so close waits for the one under way; it may take its time, and what it throws ends
     * that run only.
     */
    public synchronized void every(long periodMillis, Runnable task) {
        AtomicBoolean running = new AtomicBoolean();
        Runnable tick = () -> {
            if (running.compareAndSet(false, true)) {
                start(task, running);
            }
        };
        periodic.add(Shared.CLOCK.scheduleWithFixedDelay(tick, periodMillis, periodMillis, TimeUnit.MILLISECONDS));
    }

    private void start(Runnable task, AtomicBoolean running) {
        try {
            execute(() -> {
                try {
                    task.run();
                } finally {
                    running.set(false);
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Closed a moment ago, or there is no memory for a thread now: then the next time.
            running.set(false);
        }
    }

    /**
     * Takes no more tasks, and waits for those under way, interrupted or not; returns whether all have ended in time.
     */
    public synchronized boolean close(long timeoutMillis) {
        closed = true;
        periodic.forEach(task -> task.cancel(false));
        return Uninterrupted.await(timeoutMillis, this::awaitIdle);
    }

    private synchronized boolean awaitIdle(long timeoutNanos) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (underWay > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
