package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks several at a time and waits for all; the first that fails calls off those that have not begun. Used by one
 * thread.
 */
final class Jobs implements AutoCloseable {
    private final String whenInterrupted;
    private final ExecutorService executor;
    private final Collection<Thread> threads = new ConcurrentLinkedQueue<>();

    /**
     * Threads for tasks.
     *
     * @param whenInterrupted what an error says that ends them because the thread that waits was interrupted
     */
    Jobs(int parallel, String whenInterrupted) {
        this.whenInterrupted = whenInterrupted;
        ThreadFactory factory =
                Thread.ofPlatform().daemon().name("contextdb-archive-", 0).factory();
        executor = Executors.newFixedThreadPool(parallel, task -> {
            Thread thread = factory.newThread(task);
            threads.add(thread);
            return thread;
        });
    }

    /**
     * Runs tasks. When one fails its exception is thrown after all others have ended, with those of others suppressed.
     */
    void run(List<? extends Runnable> tasks) {
        // A future that is cancelled is done at once, though its task may be running; so the tasks look themselves.
        AtomicBoolean calledOff = new AtomicBoolean();
        List<? extends Future<?>> running = tasks.stream()
                .map(task -> executor.submit(() -> runUnless(calledOff, task)))
                .toList();
        boolean interrupted = false;
        RuntimeException failure = null;
        for (Future<?> future : running) {
            interrupted |= await(future, calledOff);
            failure = add(failure, failureOf(future));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            ContextDbException cancelled = new ContextDbException(ErrorCode.CANCELLED, whenInterrupted);
            failure = add(cancelled, failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void runUnless(AtomicBoolean calledOff, Runnable task) {
        if (calledOff.get()) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            calledOff.set(true);
            throw e;
        }
    }

    /**
     * Waits until a task has ended, for it has files open; returns whether this thread was interrupted meanwhile, which
     * the tasks are told.
     */
    private boolean await(Future<?> future, AtomicBoolean calledOff) {
        boolean interrupted = false;
        while (!future.isDone()) {
            try {
                future.get();
            } catch (InterruptedException e) {
                interrupted = true;
                calledOff.set(true);
                threads.forEach(Thread::interrupt);
            } catch (ExecutionException e) {
                assert future.state() == Future.State.FAILED;
            }
        }
        return interrupted;
    }

    private static @Nullable RuntimeException failureOf(Future<?> future) {
        if (future.state() != Future.State.FAILED) {
            return null;
        }
        Throwable failure = future.exceptionNow();
        return failure instanceof RuntimeException own
                ? own
                : new ContextDbException(ErrorCode.FAILED, String.valueOf(failure), failure);
    }

    private static @Nullable RuntimeException add(@Nullable RuntimeException present, @Nullable RuntimeException next) {
        if (present != null && next != null) {
            present.addSuppressed(next);
        }
        return present == null ? next : present;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
