package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.memory.ByteEncoder;

/**
 * A property's value where it is stored. Whoever is shown one takes it as it needs it, and only while it is shown: the
 * same object may stand for the next value then.
 */
public interface StoredValue {
    /** The value as an object. */
    Value toValue();

    /** Appends the value's bytes, those of {@link io.contextdb.memory.ValueCodec}, without making an object of it. */
    void appendTo(ByteEncoder out);
}
