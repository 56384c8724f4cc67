package io.contextdb.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersistentLongMapTest {

    @Test
    void agreesWithAHashMapThroughRandomChanges() {
        long seed = Long.getLong("contextdb.seed", System.nanoTime());
        System.out.println("PersistentLongMapTest -Dcontextdb.seed=" + seed);
        Random random = new Random(seed);
        Map<Long, Integer> expected = new HashMap<>();
        PersistentLongMap map = PersistentLongMap.EMPTY;
        for (int step = 0; step < 20_000; step++) {
            long key = random.nextBoolean() ? random.nextInt(1000) : random.nextLong() << 48;
            if (random.nextInt(3) == 0) {
                map = map.remove(key);
                expected.remove(key);
            } else {
                map = map.put(key, step);
                expected.put(key, step);
            }
            assertEquals(expected.size(), map.size());
            assertEquals(expected.getOrDefault(key, PersistentLongMap.ABSENT), map.get(key));
        }
        for (Map.Entry<Long, Integer> entry : expected.entrySet()) {
            assertEquals(entry.getValue(), map.get(entry.getKey()));
        }
    }

    @Test
    void everyBitPatternIsAKey() {
        PersistentLongMap map = PersistentLongMap.EMPTY
                .put(0, 1)
                .put(-1, 2)
                .put(Long.MIN_VALUE, 3)
                .put(Long.MAX_VALUE, 4)
                .remove(-1);
        assertEquals(1, map.get(0));
        assertEquals(PersistentLongMap.ABSENT, map.get(-1));
        assertEquals(3, map.get(Long.MIN_VALUE));
        assertEquals(4, map.get(Long.MAX_VALUE));
        assertEquals(3, map.size());
    }
}
