package io.contextdb.api;

import java.util.SortedMap;

/** An edge as it was read: its id, the nodes it leads from and to, its type, and its properties by key. */
public record Edge(long id, long from, long to, String type, SortedMap<String, Value> properties) {
    /** Copies the properties. */
    public Edge {
        properties = SortedValues.copyOf(properties);
    }

    /** The end that is not {@code nodeId}; the node itself for a loop. */
    public long other(long nodeId) {
        return from == nodeId ? to : from;
    }
}
