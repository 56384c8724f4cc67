package io.contextdb.engine.apply;

import io.contextdb.api.Value;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.PropertyList;

/** Properties as the storage takes them: key numbers ascending, a value for each. */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record KeyedValues(int[] keys, Value[] values) {
    private static final KeyedValues NONE = new KeyedValues(new int[0], new Value[0]);

    static KeyedValues of(PropertyList properties, TokenCache tokens) {
        int count = properties.size();
        if (count == 0) {
            return NONE;
        }
        int[] keys = new int[count];
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++) {
            int key = tokens.token(TokenKind.PROPERTY_KEY, properties.name(i));
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
