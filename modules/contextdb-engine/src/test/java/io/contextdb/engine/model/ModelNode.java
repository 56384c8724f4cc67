package io.contextdb.engine.model;

import io.contextdb.api.Value;
import io.contextdb.api.Value.VectorValue;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** A node of the model: vectors are properties like any other. */
record ModelNode(SortedSet<String> labels, SortedMap<String, Value> properties) {
    SortedMap<String, Value> plainProperties() {
        SortedMap<String, Value> plain = new TreeMap<>(properties);
        plain.values().removeIf(VectorValue.class::isInstance);
        return plain;
    }

    List<String> vectorNames() {
        return properties.keySet().stream()
                .filter(name -> properties.get(name) instanceof VectorValue)
                .toList();
    }
}
