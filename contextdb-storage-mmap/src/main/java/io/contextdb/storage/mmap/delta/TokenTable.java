package io.contextdb.storage.mmap.delta;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of one kind and their numbers. They only grow; a view sees those below the number it was published with.
 */
final class TokenTable {
    private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] names;
    private int size;

    TokenTable(List<String> initial) {
        this.names = new String[Math.max(8, initial.size())];
        initial.forEach(this::intern);
    }

    /** The number of a name, given now when it is new. For the writer. */
    int intern(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        String[] present = names;
        String[] grown = size == present.length ? Arrays.copyOf(present, 2 * size) : present;
        grown[size] = name;
        names = grown;
        numbers.put(name, size);
        return size++;
    }

    /** How many names there are. For the writer. */
    int size() {
        return size;
    }

    /** The number of a name, or -1 when it is not below {@code limit}. */
    int number(String name, int limit) {
        Integer known = numbers.get(name);
        return known == null || known >= limit ? -1 : known;
    }

    /** The name of a number. */
    String name(int number) {
        return names[number];
    }

    /** The names below {@code limit}, by number. */
    List<String> list(int limit) {
        return List.of(Arrays.copyOf(names, limit));
    }
}
