package io.contextdb.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedValuesTest {
    private static final List<String> NAMES = List.of("", "a", "ab", "b", "z", "ä", "\uD83D\uDE00");

    /** Every set of the names. */
    private static List<TreeMap<String, Value>> trees() {
        List<TreeMap<String, Value>> trees = new ArrayList<>();
        for (int members = 0; members < 1 << NAMES.size(); members++) {
            TreeMap<String, Value> tree = new TreeMap<>();
            for (int i = 0; i < NAMES.size(); i++) {
                if ((members >> i & 1) != 0) {
                    tree.put(NAMES.get(i), Value.of(i));
                }
            }
            trees.add(tree);
        }
        return trees;
    }

    @Test
    void behavesAsATree() {
        for (TreeMap<String, Value> tree : trees()) {
            SortedMap<String, Value> values = SortedValues.copyOf(new HashMap<>(tree));
            assertEquals(tree, values);
            assertEquals(values, tree);
            assertEquals(tree.hashCode(), values.hashCode());
            assertEquals(tree.toString(), values.toString());
            assertEquals(List.copyOf(tree.keySet()), List.copyOf(values.keySet()));
            assertEquals(List.copyOf(tree.values()), List.copyOf(values.values()));
            Map<String, Value> shown = new HashMap<>();
            values.forEach(shown::put);
            assertEquals(tree, shown);
            for (String name : NAMES) {
                assertEquals(tree.get(name), values.get(name));
                assertEquals(tree.containsKey(name), values.containsKey(name));
                assertEquals(tree.headMap(name), values.headMap(name));
                assertEquals(tree.tailMap(name), values.tailMap(name));
            }
            assertEquals(tree.subMap("a", "b"), values.subMap("a", "b"));
            assertNull(values.comparator());
            if (!tree.isEmpty()) {
                assertEquals(tree.firstKey(), values.firstKey());
                assertEquals(tree.lastKey(), values.lastKey());
            }
        }
    }

    @Test
    void isInNaturalOrderHoweverTheOriginalWasSorted() {
        SortedMap<String, Value> descending = new TreeMap<>(Comparator.reverseOrder());
        NAMES.forEach(name -> descending.put(name, Value.of(name)));
        assertEquals(
                NAMES.stream().sorted().toList(),
                List.copyOf(SortedValues.copyOf(descending).keySet()));
    }

    @Test
    void aNameThatAMapHasTwiceIsThereOnce() {
        IdentityHashMap<String, Value> twice = new IdentityHashMap<>();
        twice.put("a", Value.of(1));
        twice.put(String.valueOf(new char[] {'a'}), Value.of(1));
        assertEquals(Map.of("a", Value.of(1)), SortedValues.copyOf(twice));
    }

    @Test
    void cannotBeChanged() {
        SortedValues values = SortedValues.copyOf(Map.of("a", Value.of(1)));
        assertSame(values, SortedValues.copyOf(values));
        assertThrows(UnsupportedOperationException.class, () -> values.put("b", Value.of(2)));
        assertThrows(UnsupportedOperationException.class, () -> values.remove("a"));
        assertThrows(UnsupportedOperationException.class, values::clear);
        assertThrows(UnsupportedOperationException.class, values::pollFirstEntry);
        assertEquals(1, values.size());
    }

    @Test
    void anEmptyOneHasNoFirstName() {
        SortedMap<String, Value> empty = SortedValues.copyOf(Map.of());
        assertThrows(NoSuchElementException.class, empty::firstKey);
        assertThrows(NoSuchElementException.class, empty::lastKey);
        assertFalse(empty.entrySet().iterator().hasNext());
        assertThrows(IllegalArgumentException.class, () -> empty.subMap("b", "a"));
    }
}
