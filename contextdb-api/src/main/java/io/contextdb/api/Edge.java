package io.contextdb.api;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** An edge as it was read: its id, the nodes it leads from and to, its type, and its properties by key. */
public record Edge(long id, long from, long to, String type, SortedMap<String, Value> properties) {
    /** Copies the properties. */
    public Edge {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** The end that is not {@code nodeId}; the node itself for a loop. */
    public long other(long nodeId) {
        return from == nodeId ? to : from;
    }
}
