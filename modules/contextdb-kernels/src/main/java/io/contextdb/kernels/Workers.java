package io.contextdb.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Shares the items of a job among the calling thread and helpers, for those who build indexes. Helpers are started when
 * there is first enough to do. Used by one thread at a time.
 */
public final class Workers implements AutoCloseable {
    /** Fewer items are done sooner than helpers woken. */
    private static final int SHARED_ITEMS_MIN = 4;

    private final int threads;
    private @Nullable ExecutorService helpers;

    /** Does one item; a worker does one at a time. */
    @FunctionalInterface
    public interface Job {
        /** Does the item as the worker of this number. */
        void run(int worker, int item);
    }

    /** As many workers, at least 1, the calling thread included. */
    public Workers(int threads) {
        this.threads = threads;
    }

    /** The number of workers: they are 0 to this number, exclusive. */
    public int count() {
        return threads;
    }

    /**
     * Does all items from 0 to {@code items}, exclusive, and returns when all are done. What an item writes is seen by
     * the caller and by all later items.
     *
     * @param chunk how many items a worker takes at a time
     */
    public void run(int items, int chunk, Job job) {
        if (threads == 1 || items < SHARED_ITEMS_MIN * chunk) {
            for (int item = 0; item < items; item++) {
                job.run(0, item);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int worker = 1; worker < threads; worker++) {
            int number = worker;
            running.add(helpers().submit(() -> work(number, items, chunk, next, job)));
        }
        try {
            work(0, items, chunk, next, job);
        } finally {
            // Items that no one has begun are left when one failed; those begun must end before memory is touched
            // again.
            next.set(items);
            await(running);
        }
    }

    private static void work(int worker, int items, int chunk, AtomicInteger next, Job job) {
        for (int from = next.getAndAdd(chunk); from < items; from = next.getAndAdd(chunk)) {
            for (int item = from; item < Math.min(items, from + chunk); item++) {
                job.run(worker, item);
            }
        }
    }

    private ExecutorService helpers() {
        ExecutorService present = helpers;
        if (present == null) {
            present = Executors.newFixedThreadPool(
                    threads - 1,
                    Thread.ofPlatform()
                            .daemon()
                            .name("contextdb-index-build-", 0)
                            .factory());
            helpers = present;
        }
        return present;
    }

    /**
     * Returns when all have ended, however they did. What the first failed one threw is thrown again; an interrupt is
     * kept for the caller.
     */
    private static void await(List<Future<?>> running) {
        boolean interrupted = false;
        for (Future<?> future : running) {
            interrupted |= join(future);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Future<?> ended : running) {
            if (ended.state() == Future.State.FAILED) {
                throw failure(ended.exceptionNow());
            }
        }
    }

    /** Waits for the end; returns whether there was an interrupt meanwhile. */
    private static boolean join(Future<?> future) {
        boolean interrupted = false;
        while (!future.isDone()) {
            try {
                future.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                // It has ended, and keeps what it threw.
                break;
            }
        }
        return interrupted;
    }

    private static RuntimeException failure(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> throw new AssertionError("a job throws nothing else", thrown);
        };
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }
}
