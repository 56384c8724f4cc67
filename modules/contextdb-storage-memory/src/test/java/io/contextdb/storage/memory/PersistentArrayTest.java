package io.contextdb.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PersistentArrayTest {
    private static final int PAST_THREE_LEVELS = 33_000;

    @Test
    void growsThroughItsLevels() {
        PersistentArray<Integer> array = filled(PAST_THREE_LEVELS);
        assertEquals(PAST_THREE_LEVELS, array.size());
        for (int i = 0; i < array.size(); i++) {
            assertEquals(i, array.get(i));
        }
    }

    @Test
    void changesLeaveTheOriginalAlone() {
        PersistentArray<Integer> original = filled(1025);
        PersistentArray<Integer> changed = original.set(0, -1).set(1024, -2).append(-3);
        assertEquals(1025, original.size());
        assertEquals(0, original.get(0));
        assertEquals(1024, original.get(1024));
        assertEquals(-1, changed.get(0));
        assertEquals(-2, changed.get(1024));
        assertEquals(-3, changed.get(1025));
    }

    private static PersistentArray<Integer> filled(int size) {
        PersistentArray<Integer> array = PersistentArray.empty();
        for (int i = 0; i < size; i++) {
            array = array.append(i);
        }
        return array;
    }
}
