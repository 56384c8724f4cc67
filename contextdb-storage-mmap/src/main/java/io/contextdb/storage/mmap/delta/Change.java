package io.contextdb.storage.mmap.delta;

/** What kind of things may differ between a view and its base. */
public enum Change {
    /** A node was created or deleted, or its labels or properties were set. */
    NODES,
    /** A node property was set or removed. */
    NODE_PROPERTIES,
    /** An edge was created or deleted. */
    EDGES,
    /** An edge property was set or removed. */
    EDGE_PROPERTIES;

    int bit() {
        return 1 << ordinal();
    }
}
