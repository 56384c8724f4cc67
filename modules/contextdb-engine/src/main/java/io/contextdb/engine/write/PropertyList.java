package io.contextdb.engine.write;

import io.contextdb.api.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Properties by name, in the order of their names. Immutable, and far smaller than a map: most entities have a handful. */
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

    /** The properties of a map in natural order. */
    public static PropertyList of(SortedMap<String, Value> map) {
        if (map.isEmpty()) {
            return EMPTY;
        }
        String[] names = new String[map.size()];
        Value[] values = new Value[names.length];
        int next = 0;
        for (Map.Entry<String, Value> entry : map.entrySet()) {
            names[next] = entry.getKey();
            values[next++] = entry.getValue();
        }
        return new PropertyList(names, values);
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
