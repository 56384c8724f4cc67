package io.contextdb.api.spi;

import io.contextdb.api.Value;

/** Is shown the properties of a node or edge. */
@FunctionalInterface
public interface PropertyVisitor {
    /** A property by the number of its key. */
    void property(int key, Value value);
}
