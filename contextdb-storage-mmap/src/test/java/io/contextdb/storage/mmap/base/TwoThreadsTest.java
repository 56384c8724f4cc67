package io.contextdb.storage.mmap.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TwoThreadsTest {
    @Test
    void bothRunAtTheSameTime() {
        CountDownLatch here = new CountDownLatch(1);
        CountDownLatch beside = new CountDownLatch(1);
        // Each waits for the other, which ends only when both run.
        TwoThreads.run(() -> meet(here, beside), () -> meet(beside, here));
    }

    private static void meet(CountDownLatch mine, CountDownLatch other) {
        mine.countDown();
        await(other);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What one throws arrives only when the other has ended, because memory that both use may be freed then. */
    @Test
    void failuresArriveWhenBothHaveEnded() {
        IllegalStateException failure = new IllegalStateException();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch failing = new CountDownLatch(1);
        Runnable fails = () -> {
            failing.countDown();
            throw failure;
        };
        Runnable works = () -> {
            await(failing);
            ended.incrementAndGet();
        };
        assertSame(failure, assertThrows(IllegalStateException.class, () -> TwoThreads.run(fails, works)));
        assertEquals(1, ended.get());
        Runnable error = () -> {
            throw new StackOverflowError();
        };
        assertThrows(StackOverflowError.class, () -> TwoThreads.run(ended::incrementAndGet, error));
        assertEquals(2, ended.get());
    }

    @Test
    void anInterruptWaitsForTheWorkAndIsKept() {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch interrupted = new CountDownLatch(1);
        TwoThreads.run(
                () -> {
                    Thread.currentThread().interrupt();
                    interrupted.countDown();
                },
                () -> {
                    await(interrupted);
                    ended.incrementAndGet();
                });
        assertTrue(Thread.interrupted());
        assertEquals(1, ended.get());
    }
}
