package io.contextdb.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void doEveryItemOnce() {
        for (int threads : new int[] {1, 2, 8}) {
            try (Workers workers = new Workers(threads)) {
                for (int items : new int[] {0, 1, 7, 1000}) {
                    AtomicIntegerArray done = new AtomicIntegerArray(Math.max(1, items));
                    AtomicIntegerArray busy = new AtomicIntegerArray(threads);
                    workers.run(items, 3, (worker, item) -> {
                        assertEquals(0, busy.getAndIncrement(worker), "a worker does one item at a time");
                        done.incrementAndGet(item);
                        busy.decrementAndGet(worker);
                    });
                    for (int item = 0; item < items; item++) {
                        assertEquals(1, done.get(item));
                    }
                }
            }
        }
    }

    @Test
    void passOnFailuresOnceAllItemsBegunHaveEnded() {
        for (int failing : new int[] {0, 500, 999}) {
            AtomicInteger running = new AtomicInteger();
            try (Workers workers = new Workers(4)) {
                IllegalStateException failure = assertThrows(
                        IllegalStateException.class,
                        () -> workers.run(1000, 1, (worker, item) -> {
                            running.incrementAndGet();
                            try {
                                if (item == failing) {
                                    throw new IllegalStateException("item " + item);
                                }
                            } finally {
                                running.decrementAndGet();
                            }
                        }));
                assertEquals("item " + failing, failure.getMessage());
                assertEquals(0, running.get());
                AtomicInteger done = new AtomicInteger();
                workers.run(100, 1, (worker, item) -> done.incrementAndGet());
                assertEquals(100, done.get(), "workers go on after a failure");
            }
        }
    }
}
