package io.contextdb.storage.mmap.base;

import java.util.concurrent.FutureTask;

/** Does two pieces of work at the same time. */
final class TwoThreads {
    private TwoThreads() {}

    /**
     * Runs one piece here and another beside it, and returns when both have ended, however they did: memory they use
     * may be freed then. What one of them threw is thrown again, the first's before the second's. An interrupt is kept
     * for the caller.
     */
    static void run(Runnable here, Runnable beside) {
        FutureTask<?> task = new FutureTask<>(beside, null);
        Thread thread = Thread.ofPlatform().name("contextdb-sort").daemon().start(task);
        try {
            here.run();
        } finally {
            join(thread);
        }
        rethrow(task);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(FutureTask<?> ended) {
        switch (ended.state()) {
            case SUCCESS -> {}
            case FAILED -> {
                switch (ended.exceptionNow()) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    case Throwable e -> throw new AssertionError("a runnable throws nothing else", e);
                }
            }
            case RUNNING, CANCELLED -> throw new AssertionError("nobody cancels it, and it has ended");
        }
    }
}
