package io.contextdb.testkit.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.testkit.vector.ExactSearch.Hit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** States of an index: immutable while it grows, there until they are closed, in any order and on any thread. */
public abstract class IndexLifecycleContract extends AbstractIndexContract {
    /** For subclasses. */
    protected IndexLifecycleContract() {}

    /** A state and what it answered when it was new. */
    private record Remembered(VectorIndexReader reader, NativeRows rows, List<List<Hit>> answers, byte[] bytes) {
        static Remembered of(VectorIndexReader reader, NativeRows rows) {
            return new Remembered(reader, rows, answers(reader, rows), IndexBytes.of(reader));
        }

        static List<List<Hit>> answers(VectorIndexReader reader, NativeRows rows) {
            List<List<Hit>> answers = new ArrayList<>();
            for (int query = 0; query < 5; query++) {
                long address = rows.address(query * 7 % rows.count());
                answers.add(search(reader, Metric.EUCLIDEAN, rows, address, 10, 0, null));
                answers.add(search(reader, Metric.EUCLIDEAN, rows, address, 10, 0, row -> row % 2 == 0));
            }
            return answers;
        }

        void assertUnchanged() {
            assertEquals(answers, answers(reader, rows));
        }

        void close() {
            assertArrayEquals(bytes, IndexBytes.of(reader));
            reader.close();
        }
    }

    @Test
    void keepsEarlierStatesWhileItGrows() {
        NativeRows rows = clusteredRows(Metric.EUCLIDEAN, ROWS);
        List<Remembered> states = new ArrayList<>();
        try (VectorIndex index = open(Metric.EUCLIDEAN, DIMENSION, 2)) {
            int present = 0;
            while (present < ROWS) {
                present = Math.min(ROWS, present + 1 + random.nextInt(60));
                NativeRows some = rows.first(present);
                index.extend(some, index.boundary(present), indexed -> true);
                states.add(Remembered.of(index.reader(), some));
                if (random.nextBoolean()) {
                    Remembered closed = states.remove(random.nextInt(states.size()));
                    closed.assertUnchanged();
                    closed.close();
                }
                if (present % 5 == 0) {
                    states.forEach(Remembered::assertUnchanged);
                }
            }
            states.forEach(Remembered::assertUnchanged);
        }
        // The index is closed, its readers are not.
        states.forEach(Remembered::assertUnchanged);
        states.forEach(Remembered::close);
    }

    @Test
    void answersWhileItGrows() throws Exception {
        NativeRows rows = clusteredRows(Metric.EUCLIDEAN, ROWS);
        AtomicBoolean growing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (VectorIndex index = open(Metric.EUCLIDEAN, DIMENSION, 2)) {
            index.extend(rows, index.boundary(100), indexed -> true);
            Callable<Integer> searching = () -> {
                int checks = 0;
                ArrayDeque<Remembered> kept = new ArrayDeque<>();
                do {
                    kept.add(Remembered.of(index.reader(), rows));
                    for (Remembered state : kept) {
                        state.assertUnchanged();
                        checks++;
                    }
                    if (kept.size() > 3) {
                        kept.remove().close();
                    }
                } while (growing.get());
                kept.forEach(Remembered::close);
                return checks;
            };
            List<Future<Integer>> searches =
                    List.of(threads.submit(searching), threads.submit(searching), threads.submit(searching));
            for (int present = 100; present <= ROWS; present += 20) {
                index.extend(rows, index.boundary(present), indexed -> true);
            }
            growing.set(false);
            for (Future<Integer> search : searches) {
                search.get(60, TimeUnit.SECONDS);
            }
        } finally {
            growing.set(false);
            threads.shutdown();
        }
    }

    @Test
    void refusesNewReadersOnceClosed() {
        NativeRows rows = clusteredRows(Metric.EUCLIDEAN, 50);
        VectorIndex index = build(Metric.EUCLIDEAN, rows);
        index.close();
        ContextDbException refused = assertThrows(ContextDbException.class, index::reader);
        assertEquals(ErrorCode.CLOSED, refused.code());
    }
}
