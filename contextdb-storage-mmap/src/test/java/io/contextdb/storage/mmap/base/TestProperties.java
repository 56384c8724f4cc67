package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.ValueCodec;
import java.util.Map;
import java.util.Objects;

/** Properties in a map, as a row to be written shows them. */
final class TestProperties {
    private TestProperties() {}

    /** Shows all of them. */
    static void show(Map<Integer, Value> properties, PropertySink sink) {
        properties.forEach((key, value) -> {
            ByteEncoder target = Objects.requireNonNull(sink.begin(key));
            ValueCodec.encode(value, target);
            sink.end();
        });
    }
}
