package io.contextdb.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A node as it was read: its id, labels in alphabetical order, properties by key without the vectors (those are large
 * and read by name with {@link GraphReader#findVector}), and the names of its vectors.
 */
public record Node(long id, SortedSet<String> labels, SortedMap<String, Value> properties, List<String> vectorNames) {
    /** Copies the collections. */
    public Node {
        // Whole graphs have no labels: their nodes share one set.
        labels = labels.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(labels));
        properties = SortedValues.copyOf(properties);
        vectorNames = List.copyOf(vectorNames);
    }

    /**
     * A node to insert: {@code properties} may hold any object {@link Value#of(Object)} takes, {@code float[]} as a
     * vector.
     */
    public static Node of(long id, Set<String> labels, Map<String, ?> properties) {
        return new Node(id, new TreeSet<>(labels), Values.ofAll(properties), List.of());
    }
}
