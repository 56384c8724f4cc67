package io.contextdb.storage.mmap.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.NativeMemory;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EdgeListsTest {
    private static final int LISTS = 20;
    private static final int TYPES = 3;
    private static final int EDGES = 20_000;

    private record Entry(int neighbor, int edge, int type) {}

    @Test
    void everyViewSeesTheEntriesBelowItsLimitInTheirOrder() {
        Random random = Seeds.random("everyViewSeesTheEntriesBelowItsLimitInTheirOrder");
        try (Arena arena = Arena.ofConfined()) {
            EdgeLists lists = new EdgeLists(new DeltaMemory(arena));
            long heads = NativeMemory.allocate(arena, (long) LISTS * EdgeLists.LIST_BYTES);
            List<List<Entry>> model = new ArrayList<>();
            for (int list = 0; list < LISTS; list++) {
                model.add(new ArrayList<>());
            }
            for (int edge = 0; edge < EDGES; edge++) {
                // Low numbers more often: a hub, and lists that stay short.
                int list = random.nextInt(1 + random.nextInt(LISTS));
                Entry entry = new Entry(random.nextInt(), edge, random.nextInt(TYPES));
                lists.add(head(heads, list), entry.neighbor(), edge, entry.type());
                model.get(list).add(entry);
                if (random.nextInt(50) == 0) {
                    int seen = random.nextInt(LISTS);
                    assertShows(model.get(seen), head(heads, seen), random.nextInt(edge + 2), random);
                }
            }
            for (int list = 0; list < LISTS; list++) {
                assertEquals(model.get(list).size(), EdgeLists.count(head(heads, list)));
                assertShows(model.get(list), head(heads, list), EDGES, random);
            }
        }
    }

    private static long head(long heads, int list) {
        return heads + (long) list * EdgeLists.LIST_BYTES;
    }

    private static void assertShows(List<Entry> model, long list, int edgeLimit, Random random) {
        int type = random.nextBoolean() ? StorageView.ANY_TYPE : random.nextInt(TYPES);
        List<Entry> expected = model.stream()
                .filter(entry -> entry.edge() < edgeLimit)
                .filter(entry -> type == StorageView.ANY_TYPE || type == entry.type())
                .toList();
        int offset = random.nextInt(3);
        int[] neighbors = new int[offset + expected.size()];
        int[] edges = new int[offset + expected.size()];
        assertEquals(neighbors.length, EdgeLists.copy(list, edgeLimit, type, null, 1, neighbors, null, offset));
        assertEquals(neighbors.length, EdgeLists.copy(list, edgeLimit, type, null, 1, neighbors, edges, offset));
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).neighbor(), neighbors[offset + i]);
            assertEquals(expected.get(i).edge(), edges[offset + i]);
        }
    }

    /** The writer never stops, so readers of every state meet newer entries and blocks that are being replaced. */
    @Test
    void readersOfAPublishedStateMeetExactlyIt() throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            EdgeLists lists = new EdgeLists(new DeltaMemory(arena));
            long list = NativeMemory.allocate(arena, EdgeLists.LIST_BYTES);
            AtomicInteger published = new AtomicInteger();
            AtomicBoolean done = new AtomicBoolean();
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(Thread.ofPlatform()
                        .uncaughtExceptionHandler((thread, e) -> failure.set(e))
                        .start(() -> {
                            int[] neighbors = new int[0];
                            while (!done.get()) {
                                int limit = published.get();
                                if (neighbors.length < limit) {
                                    // Room for what the view sees and no more: an entry too many would not fit.
                                    neighbors = new int[limit];
                                }
                                assertEquals(
                                        limit,
                                        EdgeLists.copy(list, limit, StorageView.ANY_TYPE, null, 1, neighbors, null, 0));
                                for (int edge = 0; edge < limit; edge += 1 + limit / 64) {
                                    assertEquals(-edge, neighbors[edge]);
                                }
                                assertTrue(EdgeLists.count(list) >= limit);
                            }
                        }));
            }
            for (int edge = 0; edge < EDGES && failure.get() == null; edge++) {
                lists.add(list, -edge, edge, 0);
                if (edge % 3 == 0) {
                    published.set(edge + 1);
                }
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertNull(failure.get());
        }
    }
}
