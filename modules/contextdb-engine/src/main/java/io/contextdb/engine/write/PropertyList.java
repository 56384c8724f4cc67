package io.contextdb.engine.write;

import io.contextdb.api.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Properties by name, in the order of their names. Immutable, and far smaller than a map: most entities have a handful.
 */
public final class PropertyList {
    /** No properties. */
    public static final PropertyList EMPTY = new PropertyList(new String[0], new Value[0]);

    private final String[] names;
    private final Value[] values;

    /** Takes over both arrays; {@code names} ascend, without duplicates. */
    public PropertyList(String[] names, Value[] values) {
        assert names.length == values.length;
        assert ascending(names) : Arrays.toString(names);
        this.names = names;
        this.values = values;
    }

    /**
     * The properties of a map in any order.
     *
     * @param value makes values of names and objects
     */
    public static PropertyList of(Map<String, ?> map, BiFunction<String, Object, Value> value) {
        if (map.isEmpty()) {
            return EMPTY;
        }
        Draft draft = new Draft(map.size(), value);
        map.forEach(draft);
        return draft.finish();
    }

    /** Takes in the properties of a map. */
    private static final class Draft implements BiConsumer<String, Object> {
        private final BiFunction<String, Object, Value> value;
        private String[] names;
        private Value[] values;
        private int count;

        Draft(int expected, BiFunction<String, Object, Value> value) {
            this.value = value;
            names = new String[expected];
            values = new Value[expected];
        }

        @Override
        public void accept(String name, Object object) {
            if (count == names.length) {
                names = Arrays.copyOf(names, 2 * count + 1);
                values = Arrays.copyOf(values, 2 * count + 1);
            }
            values[count] = value.apply(name, object);
            names[count++] = name;
        }

        PropertyList finish() {
            if (count < names.length) {
                names = Arrays.copyOf(names, count);
                values = Arrays.copyOf(values, count);
            }
            return ascending(names) ? new PropertyList(names, values) : sorted();
        }

        private PropertyList sorted() {
            SortedMap<String, Value> sorted = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                sorted.put(names[i], values[i]);
            }
            return new PropertyList(
                    sorted.keySet().toArray(String[]::new), sorted.values().toArray(Value[]::new));
        }
    }

    /** All names. */
    public List<String> names() {
        return Collections.unmodifiableList(Arrays.asList(names));
    }

    /** How many there are. */
    public int size() {
        return names.length;
    }

    /** The name at {@code position}. */
    public String name(int position) {
        return names[position];
    }

    /** The value at {@code position}. */
    public Value value(int position) {
        return values[position];
    }

    /** The value of a name, or null. */
    public @Nullable Value get(String name) {
        int position = Arrays.binarySearch(names, name);
        return position >= 0 ? values[position] : null;
    }

    /** The same without one name. */
    public PropertyList without(String name) {
        int position = Arrays.binarySearch(names, name);
        if (position < 0) {
            return this;
        }
        String[] fewerNames = new String[names.length - 1];
        Value[] fewerValues = new Value[names.length - 1];
        System.arraycopy(names, 0, fewerNames, 0, position);
        System.arraycopy(values, 0, fewerValues, 0, position);
        System.arraycopy(names, position + 1, fewerNames, position, fewerNames.length - position);
        System.arraycopy(values, position + 1, fewerValues, position, fewerNames.length - position);
        return new PropertyList(fewerNames, fewerValues);
    }

    /** These with {@code others} added; where a name is in both, the other value counts. */
    public PropertyList with(PropertyList others) {
        if (others.size() == 0) {
            return this;
        }
        if (size() == 0) {
            return others;
        }
        String[] mergedNames = new String[size() + others.size()];
        Value[] mergedValues = new Value[mergedNames.length];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < size() || theirs < others.size()) {
            int order = order(mine, others, theirs);
            PropertyList source = order < 0 ? this : others;
            int position = order < 0 ? mine : theirs;
            mergedNames[count] = source.names[position];
            mergedValues[count++] = source.values[position];
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }
        return new PropertyList(Arrays.copyOf(mergedNames, count), Arrays.copyOf(mergedValues, count));
    }

    private int order(int mine, PropertyList others, int theirs) {
        if (mine == size()) {
            return 1;
        }
        return theirs == others.size() ? -1 : names[mine].compareTo(others.names[theirs]);
    }

    private static boolean ascending(String[] names) {
        for (int i = 1; i < names.length; i++) {
            if (names[i - 1].compareTo(names[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PropertyList that
                && Arrays.equals(names, that.names)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ", ").append(names[i]).append('=').append(values[i]);
        }
        return text.append('}').toString();
    }
}
