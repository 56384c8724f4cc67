package io.contextdb.engine.write;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Value.VectorValue;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells the vectors among properties from the rest: those of a node are kept apart, an edge has none. */
public final class VectorProperties {
    private VectorProperties() {}

    /** The vectors among the properties of a node. */
    public static SortedMap<String, float[]> of(PropertyList properties) {
        SortedMap<String, float[]> vectors = Collections.emptySortedMap();
        for (int i = 0; i < properties.size(); i++) {
            if (properties.value(i) instanceof VectorValue vector) {
                vectors = vectors.isEmpty() ? new TreeMap<>() : vectors;
                vectors.put(properties.name(i), vector.value());
            }
        }
        return vectors;
    }

    /** The properties without those vectors. */
    public static PropertyList without(SortedMap<String, float[]> vectors, PropertyList properties) {
        if (vectors.isEmpty()) {
            return properties;
        }
        PropertyList plain = properties;
        for (String name : vectors.keySet()) {
            plain = plain.without(name);
        }
        return plain;
    }

    /** The properties of an edge. {@code UNSUPPORTED_VALUE} when there is a vector among them. */
    public static PropertyList requireNone(PropertyList properties) {
        for (int i = 0; i < properties.size(); i++) {
            if (properties.value(i) instanceof VectorValue) {
                throw new ContextDbException(
                        ErrorCode.UNSUPPORTED_VALUE,
                        "property " + shown(properties.name(i)) + " of an edge is a vector; only nodes have vectors");
            }
        }
        return properties;
    }
}
