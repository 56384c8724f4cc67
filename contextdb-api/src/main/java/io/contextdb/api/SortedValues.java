package io.contextdb.api;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, in the natural order of the names. Immutable, and a fraction of a tree: nodes and edges have a
 * handful of properties, and there are many of them.
 */
final class SortedValues extends AbstractMap<String, Value> implements SortedMap<String, Value> {
    private static final SortedValues EMPTY = new SortedValues(new String[0], new Value[0]);

    private final String[] names;
    private final Value[] values;

    private SortedValues(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
    }

    /** The same values, whatever order they come in; a map of this kind itself. */
    static SortedValues copyOf(Map<String, Value> map) {
        if (map instanceof SortedValues own) {
            return own;
        }
        TreeMap<String, Value> sorted = inNaturalOrder(map);
        return sorted.isEmpty()
                ? EMPTY
                : new SortedValues(
                        sorted.keySet().toArray(String[]::new), sorted.values().toArray(Value[]::new));
    }

    private static TreeMap<String, Value> inNaturalOrder(Map<String, Value> map) {
        if (map instanceof TreeMap<String, Value> tree && tree.comparator() == null) {
            return tree;
        }
        // One by one, for a map that is sorted otherwise hands on its order as a whole.
        TreeMap<String, Value> sorted = new TreeMap<>();
        map.forEach(sorted::put);
        return sorted;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(Object name) {
        return place(name) >= 0;
    }

    @Override
    public @Nullable Value get(Object name) {
        int place = place(name);
        return place < 0 ? null : values[place];
    }

    private int place(Object name) {
        return Arrays.binarySearch(names, name);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, Value>> {
        @Override
        public int size() {
            return names.length;
        }

        @Override
        public Iterator<Map.Entry<String, Value>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < names.length;
                }

                @Override
                public Map.Entry<String, Value> next() {
                    if (next == names.length) {
                        throw new NoSuchElementException();
                    }
                    return Map.entry(names[next], values[next++]);
                }
            };
        }
    }

    // --- order

    @Override
    public @Nullable Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public String firstKey() {
        return name(0);
    }

    @Override
    public String lastKey() {
        return name(names.length - 1);
    }

    private String name(int place) {
        if (names.length == 0) {
            throw new NoSuchElementException();
        }
        return names[place];
    }

    @Override
    public SortedMap<String, Value> subMap(String from, String to) {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(from + " > " + to);
        }
        return range(firstFrom(from), firstFrom(to));
    }

    @Override
    public SortedMap<String, Value> headMap(String to) {
        return range(0, firstFrom(to));
    }

    @Override
    public SortedMap<String, Value> tailMap(String from) {
        return range(firstFrom(from), names.length);
    }

    private SortedMap<String, Value> range(int from, int to) {
        return new SortedValues(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(values, from, to));
    }

    /** The place of a name, or of the first one after it. */
    private int firstFrom(String name) {
        int place = place(name);
        return place < 0 ? -place - 1 : place;
    }
}
