package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseTest {
    private static final int NODES = 20;

    @TempDir
    private Path directory;

    /** An interrupt must neither end the waiting for readers nor get lost. */
    @Test
    void anInterruptedThreadWaitsForReaders() throws Exception {
        Database db = ContextDB.open(directory);
        for (int i = 0; i < NODES; i++) {
            db.insertNode(i, List.of("Row"), Map.of("name", "row " + i));
        }
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
            int[] seen = {0};
            db.forEachNode(node -> {
                if (seen[0]++ == 0) {
                    reading.countDown();
                    await(goOn);
                }
                return node.labels().contains("Row");
            });
            return seen[0];
        });
        assertTrue(reading.await(1, TimeUnit.MINUTES));
        AtomicBoolean kept = new AtomicBoolean();
        Thread closer = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            db.close();
            kept.set(Thread.currentThread().isInterrupted());
        });
        while (closer.isAlive() && closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        boolean waited = closer.isAlive();
        goOn.countDown();
        closer.join();
        assertTrue(waited, "closed under a reader");
        assertTrue(kept.get(), "the interrupt is lost");
        assertEquals(NODES, read.get(1, TimeUnit.MINUTES));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("nobody let it go on");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
