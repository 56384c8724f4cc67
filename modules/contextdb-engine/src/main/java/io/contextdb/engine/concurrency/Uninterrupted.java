package io.contextdb.engine.concurrency;

import java.util.concurrent.TimeUnit;

/**
 * Waiting that an interrupt does not end, as closing has to: what is freed or unlocked too soon would be used by
 * others. The interrupt is kept.
 */
public final class Uninterrupted {
    /** Waits for something. */
    @FunctionalInterface
    public interface Wait {
        /** Waits at most so long; returns whether it has come. */
        boolean await(long nanos) throws InterruptedException;
    }

    private Uninterrupted() {}

    /** Waits at most so long, however often the thread is interrupted; returns whether it has come. */
    public static boolean await(long timeoutMillis, Wait wait) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await(deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
