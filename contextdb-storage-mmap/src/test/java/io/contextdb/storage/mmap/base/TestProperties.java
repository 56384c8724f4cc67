package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.ValueCodec;
import java.util.Map;

/** Properties in a map, as a row to be written shows them. */
final class TestProperties {
    private TestProperties() {}

    /** Shows all of them. */
    static void show(Map<Integer, Value> properties, PropertySink sink) {
        properties.forEach((key, value) -> sink.property(key, new Given(value)));
    }

    /** A value that is an object. */
    private record Given(Value toValue) implements StoredValue {
        @Override
        public void appendTo(ByteEncoder out) {
            ValueCodec.encode(toValue, out);
        }
    }
}
