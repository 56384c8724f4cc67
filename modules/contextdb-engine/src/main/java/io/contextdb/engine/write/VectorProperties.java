package io.contextdb.engine.write;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Value;
import io.contextdb.api.Value.VectorValue;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells the vectors among properties from the rest: those of a node are kept apart, an edge has none. */
public final class VectorProperties {
    private VectorProperties() {}

    /** Moves the vectors out of the properties of a node, and returns them. */
    public static SortedMap<String, float[]> take(SortedMap<String, Value> properties) {
        SortedMap<String, float[]> vectors = new TreeMap<>();
        for (Iterator<Map.Entry<String, Value>> each = properties.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Value> entry = each.next();
            if (entry.getValue() instanceof VectorValue vector) {
                vectors.put(entry.getKey(), vector.value());
                each.remove();
            }
        }
        return vectors;
    }

    /** The properties of an edge. {@code UNSUPPORTED_VALUE} when there is a vector among them. */
    public static PropertyList requireNone(SortedMap<String, Value> properties) {
        properties.forEach((key, value) -> {
            if (value instanceof VectorValue) {
                throw new ContextDbException(
                        ErrorCode.UNSUPPORTED_VALUE,
                        "property " + shown(key) + " of an edge is a vector; only nodes have vectors");
            }
        });
        return PropertyList.of(properties);
    }
}
