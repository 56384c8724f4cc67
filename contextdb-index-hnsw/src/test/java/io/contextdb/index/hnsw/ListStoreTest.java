package io.contextdb.index.hnsw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.memory.NativeMemory;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The store against arrays: what was published never changes, and slots come back when nothing published has them. */
class ListStoreTest {
    private static final int CAPACITY = 3;

    private record Published(Lists lists, List<int[]> contents, IntStack[] retiredAfter) {
        void assertUnchanged() {
            for (int list = 0; list < contents.size(); list++) {
                assertArrayEquals(contents.get(list), read(lists, list));
            }
        }
    }

    private static int[] read(Lists lists, int list) {
        int[] values = new int[CAPACITY];
        NativeMemory.copyInts(lists.address(list), values, 0, CAPACITY);
        return values;
    }

    private static List<int[]> copy(List<int[]> contents) {
        return contents.stream().map(int[]::clone).toList();
    }

    @Test
    void keepsWhatWasPublished() {
        Random random = Seeds.random(getClass().getName());
        Set<Long> addresses = new HashSet<>();
        List<int[]> contents = new ArrayList<>();
        ArrayDeque<Published> published = new ArrayDeque<>();
        try (Arena arena = Arena.ofConfined()) {
            long file = NativeMemory.allocate(arena, 100 * CAPACITY * 4L);
            for (int i = 0; i < 100; i++) {
                int[] values = {i, 2 * i, 3 * i};
                NativeMemory.copyInts(values, 0, CAPACITY, file + 4L * CAPACITY * i);
                contents.add(values);
            }
            ListStore store = new ListStore(arena, CAPACITY, null, file, 100);
            for (int step = 0; step < 20_000; step++) {
                int action = random.nextInt(100);
                if (action < 20 && contents.size() < 2000) {
                    store.add();
                    contents.add(new int[] {-1, -1, -1});
                } else if (action < 98) {
                    int list = random.nextInt(contents.size());
                    int place = random.nextInt(CAPACITY);
                    int value = random.nextInt();
                    store.own(list);
                    contents.get(list)[place] = value;
                    NativeMemory.putInt(store.lists().address(list) + 4L * place, value);
                    addresses.add(store.lists().address(list));
                } else if (action < 99) {
                    IntStack retired = store.takeRetired();
                    if (!published.isEmpty()) {
                        published.getLast().retiredAfter[0] = retired;
                    }
                    published.add(new Published(store.publish(), copy(contents), new IntStack[] {new IntStack()}));
                } else if (published.size() > 2) {
                    Published oldest = published.remove();
                    oldest.assertUnchanged();
                    store.recycle(oldest.retiredAfter[0]);
                }
            }
            for (int list = 0; list < contents.size(); list++) {
                assertArrayEquals(contents.get(list), read(store.lists(), list));
            }
            published.forEach(Published::assertUnchanged);
            for (int i = 0; i < 100; i++) {
                int[] inFile = new int[CAPACITY];
                NativeMemory.copyInts(file + 4L * CAPACITY * i, inFile, 0, CAPACITY);
                assertArrayEquals(new int[] {i, 2 * i, 3 * i}, inFile, "the file was written");
            }
        }
        // About 20,000 lists were written and 200 states published: without recycling there would be more slots.
        assertTrue(addresses.size() < 12_000, () -> addresses.size() + " slots for " + contents.size() + " lists");
    }
}
