package io.contextdb.engine.command;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/** The names a write set uses, numbered in the order of first use, so that each is written and read once. */
final class NameTable {
    private final Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
    private final List<String> names = new ArrayList<>();

    NameTable() {
        numbers.defaultReturnValue(-1);
    }

    int number(String name) {
        int known = numbers.getInt(name);
        if (known >= 0) {
            return known;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    List<String> names() {
        return names;
    }
}
