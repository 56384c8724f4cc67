package io.contextdb.engine.replica;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The background threads of a database: daemons, made when needed and gone when idle for a while. */
public final class BackgroundThreads implements Executor {
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads;
    private final ScheduledExecutorService ticker;

    /**
     * No threads yet.
     *
     * @param name what they are called, with a number behind
     */
    public BackgroundThreads(String name) {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        threads = Executors.newCachedThreadPool(daemons);
        ticker = Executors.newSingleThreadScheduledExecutor(daemons);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Runs a task again and again, until close. It must not wait. */
    public void every(long periodMillis, Runnable task) {
        ScheduledFuture<?> _ = ticker.scheduleWithFixedDelay(task, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    /** Takes no more tasks, and waits for those under way; returns whether all have ended in time. */
    public boolean close(long timeoutMillis) {
        ticker.shutdownNow();
        threads.shutdown();
        try {
            return threads.awaitTermination(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
