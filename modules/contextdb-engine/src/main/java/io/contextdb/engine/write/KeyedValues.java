package io.contextdb.engine.write;

import io.contextdb.api.Value;
import java.util.function.ToIntFunction;

/** Properties as storages take them: key numbers ascending, a value for each. */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record KeyedValues(int[] keys, Value[] values) {
    private static final KeyedValues NONE = new KeyedValues(new int[0], new Value[0]);

    /**
     * Puts numbers in the place of names.
     *
     * @param number gives names their numbers
     */
    public static KeyedValues of(PropertyList properties, ToIntFunction<String> number) {
        int count = properties.size();
        if (count == 0) {
            return NONE;
        }
        int[] keys = new int[count];
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++) {
            int key = number.applyAsInt(properties.name(i));
            Value value = properties.value(i);
            // Names are in the order of letters, numbers in that of first use: an insertion sort, for there are few.
            int place = i;
            while (place > 0 && keys[place - 1] > key) {
                keys[place] = keys[place - 1];
                values[place] = values[place - 1];
                place--;
            }
            keys[place] = key;
            values[place] = value;
        }
        return new KeyedValues(keys, values);
    }
}
