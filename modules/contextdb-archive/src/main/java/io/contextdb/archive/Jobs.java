package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs tasks several at a time and waits for all; the first that fails calls off those that have not begun. Used by one thread. */
final class Jobs implements AutoCloseable {
    private final ExecutorService threads;

    Jobs(int parallel) {
        threads = Executors.newFixedThreadPool(
                parallel,
                Thread.ofPlatform().daemon().name("contextdb-archive-", 0).factory());
    }

    /** Runs tasks. When one fails its exception is thrown after all others have ended, with those of others suppressed. */
    void run(List<? extends Runnable> tasks) {
        List<? extends Future<?>> running = tasks.stream().map(threads::submit).toList();
        RuntimeException failure = null;
        for (Future<?> future : running) {
            if (failure != null) {
                future.cancel(false);
            }
            failure = add(failure, outcome(future, running));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException outcome(Future<?> future, List<? extends Future<?>> all) {
        boolean interrupted = false;
        while (true) {
            try {
                future.get();
                return interrupted ? cancelled() : null;
            } catch (InterruptedException e) {
                // Files are open until the tasks have ended, so they are told and then waited for.
                interrupted = true;
                all.forEach(other -> other.cancel(true));
            } catch (CancellationException e) {
                return interrupted ? cancelled() : null;
            } catch (ExecutionException e) {
                return e.getCause() instanceof RuntimeException own
                        ? own
                        : new ContextDbException(ErrorCode.FAILED, String.valueOf(e.getCause()), e);
            }
        }
    }

    private static ContextDbException cancelled() {
        Thread.currentThread().interrupt();
        return new ContextDbException(ErrorCode.CANCELLED, "moving a snapshot was interrupted; do it again to go on");
    }

    private static @Nullable RuntimeException add(@Nullable RuntimeException present, @Nullable RuntimeException next) {
        if (present != null && next != null) {
            present.addSuppressed(next);
        }
        return present == null ? next : present;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
