package io.contextdb.engine.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.engine.write.ReadKeys;
import io.contextdb.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConflictWindowTest {
    private static final int CHANGES_MAX = 128;
    private static final int KEYS = 40;

    /** A change as the reference remembers it: all of them. */
    private record Changed(long key, long index) {}

    @Test
    void whatChangedSinceIsFoundAsByLookingAtAllChanges() {
        Random random = Seeds.random("whatChangedSinceIsFoundAsByLookingAtAllChanges");
        for (int round = 0; round < 50; round++) {
            ConflictWindow window = new ConflictWindow(0, CHANGES_MAX);
            List<Changed> all = new ArrayList<>();
            for (long index = 1; index <= 200; index++) {
                if (random.nextInt(100) == 0) {
                    window.reset(index);
                    assertEquals(index, window.start());
                }
                for (int i = random.nextInt(5); i > 0; i--) {
                    long key = ReadKeys.node(random.nextInt(KEYS));
                    window.changed(key, index);
                    all.add(new Changed(key, index));
                }
                long readIndex = random.nextLong(index + 1);
                if (window.covers(readIndex)) {
                    long[] read = keys(random);
                    boolean expected = all.stream()
                            .anyMatch(change -> change.index > readIndex
                                    && LongStream.of(read).anyMatch(key -> key == change.key));
                    assertEquals(expected, window.changedSince(read, readIndex));
                    assertEquals(
                            all.stream().anyMatch(change -> change.index > readIndex),
                            window.changedSince(new long[] {ReadKeys.GRAPH}, readIndex));
                }
            }
        }
    }

    private static long[] keys(Random random) {
        return random.ints(random.nextInt(4), 0, KEYS)
                .mapToLong(ReadKeys::node)
                .sorted()
                .toArray();
    }

    @Test
    void aFullWindowForgetsTheOldestCommandAndSaysSo() {
        ConflictWindow window = new ConflictWindow(10, CHANGES_MAX);
        for (int i = 0; i < CHANGES_MAX; i++) {
            window.changed(ReadKeys.node(i), 11 + i / 2);
        }
        assertTrue(window.covers(10));
        assertTrue(window.changedSince(new long[] {ReadKeys.node(0)}, 10));
        window.changed(ReadKeys.node(CHANGES_MAX), 11 + CHANGES_MAX / 2);
        assertFalse(window.covers(10));
        assertTrue(window.covers(11));
        assertFalse(window.changedSince(new long[] {ReadKeys.node(0)}, 11));
        assertTrue(window.changedSince(new long[] {ReadKeys.node(2)}, 11));
        assertTrue(window.changedSince(new long[] {ReadKeys.node(CHANGES_MAX)}, 11));
    }
}
