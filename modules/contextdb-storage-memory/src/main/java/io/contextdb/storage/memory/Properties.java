package io.contextdb.storage.memory;

import io.contextdb.api.Value;
import io.contextdb.api.spi.PropertyVisitor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The properties of one node or edge: key numbers ascending and a value for each. Immutable. */
final class Properties {
    static final Properties NONE = new Properties(new int[0], new Value[0]);

    private final int[] keys;
    private final Value[] values;

    private Properties(int[] keys, Value[] values) {
        this.keys = keys;
        this.values = values;
    }

    static Properties of(int[] keys, Value[] values) {
        assert keys.length == values.length;
        return keys.length == 0 ? NONE : new Properties(keys.clone(), values.clone());
    }

    int size() {
        return keys.length;
    }

    @Nullable
    Value get(int key) {
        int position = Arrays.binarySearch(keys, key);
        return position < 0 ? null : values[position];
    }

    void forEach(PropertyVisitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            visitor.property(keys[i], values[i]);
        }
    }

    /** The same with a property set, or removed with null. */
    Properties with(int key, @Nullable Value value) {
        int position = Arrays.binarySearch(keys, key);
        int before = position < 0 ? -position - 1 : position;
        int after = position < 0 ? before : before + 1;
        int added = value == null ? 0 : 1;
        int tail = keys.length - after;
        int[] newKeys = Arrays.copyOf(keys, before + added + tail);
        Value[] newValues = Arrays.copyOf(values, before + added + tail);
        if (value != null) {
            newKeys[before] = key;
            newValues[before] = value;
        }
        System.arraycopy(keys, after, newKeys, before + added, tail);
        System.arraycopy(values, after, newValues, before + added, tail);
        return new Properties(newKeys, newValues);
    }
}
