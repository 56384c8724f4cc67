package io.contextdb.storage.mmap.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.Value;
import io.contextdb.memory.NativeMemory;
import io.contextdb.testkit.RandomValues;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Versions of labels and properties: the view of every stamp sees the newest that is not newer. */
class ChainsTest {
    private static final int STAMPS = 400;
    private static final int KEYS = 5;

    @Test
    void propertiesAsEveryStampSeesThem() {
        Random random = Seeds.random("propertiesAsEveryStampSeesThem");
        try (Arena arena = Arena.ofConfined()) {
            PropertyChains chains = new PropertyChains(new DeltaMemory(arena));
            long head = NativeMemory.allocate(arena, Long.BYTES);
            Map<Integer, TreeMap<Integer, Optional<Value>>> model = new HashMap<>();
            for (int stamp = 1; stamp <= STAMPS; stamp++) {
                // Several in one stamp, of which the last counts.
                for (int i = random.nextInt(3); i > 0; i--) {
                    int key = random.nextInt(KEYS);
                    Value value = random.nextInt(4) == 0 ? null : RandomValues.next(random);
                    chains.set(head, key, value, stamp);
                    model.computeIfAbsent(key, unused -> new TreeMap<>()).put(stamp, Optional.ofNullable(value));
                }
            }
            for (int stamp = 0; stamp <= STAMPS; stamp++) {
                Map<Integer, Optional<Value>> seen = new HashMap<>();
                chains.forEach(
                        head,
                        stamp,
                        (key, version) -> seen.put(key, Optional.ofNullable(PropertyChains.value(version))));
                for (int key = 0; key < KEYS; key++) {
                    var expected = model.getOrDefault(key, new TreeMap<>()).floorEntry(stamp);
                    long version = chains.find(head, key, stamp);
                    if (expected == null) {
                        assertEquals(0, version);
                    } else {
                        assertEquals(expected.getValue(), Optional.ofNullable(PropertyChains.value(version)));
                        assertEquals(expected.getValue(), seen.remove(key));
                    }
                }
                assertEquals(Map.of(), seen);
            }
        }
    }

    @Test
    void labelsAsEveryStampSeesThem() {
        Random random = Seeds.random("labelsAsEveryStampSeesThem");
        try (Arena arena = Arena.ofConfined()) {
            LabelChains chains = new LabelChains(new DeltaMemory(arena));
            long head = NativeMemory.allocate(arena, Long.BYTES);
            TreeMap<Integer, int[]> model = new TreeMap<>();
            for (int stamp = 1; stamp <= STAMPS; stamp++) {
                if (random.nextInt(3) == 0) {
                    int[] labels = random.ints(random.nextInt(4), 0, 10)
                            .distinct()
                            .sorted()
                            .toArray();
                    chains.set(head, labels, stamp);
                    model.put(stamp, labels);
                }
            }
            for (int stamp = 0; stamp <= STAMPS; stamp++) {
                var expected = model.floorEntry(stamp);
                long version = LabelChains.find(head, stamp);
                assertEquals(expected == null, version == 0);
                if (expected != null) {
                    assertArrayEquals(expected.getValue(), LabelChains.labels(version));
                    for (int label = 0; label < 10; label++) {
                        int wanted = label;
                        assertEquals(
                                Arrays.stream(expected.getValue()).anyMatch(present -> present == wanted),
                                LabelChains.has(version, label));
                    }
                }
            }
        }
    }
}
