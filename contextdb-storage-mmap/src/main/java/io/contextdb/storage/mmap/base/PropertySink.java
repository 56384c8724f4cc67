package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.PropertyVisitor;

/**
 * Is shown the properties of a node or edge where they are stored, each key once. Files and views show them by
 * ascending key. A stage that is imported does not: its keys ascend as the stage numbers them, and
 * {@link PropertyBlockWriter}, which takes them, sorts them itself.
 */
@FunctionalInterface
public interface PropertySink {
    /** A property by the number of its key. */
    void property(int key, StoredValue value);

    /** Shows a visitor the values as objects. */
    static PropertySink of(PropertyVisitor visitor) {
        return (key, value) -> visitor.property(key, value.toValue());
    }
}
