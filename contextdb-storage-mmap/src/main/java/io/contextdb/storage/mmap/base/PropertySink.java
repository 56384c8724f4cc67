package io.contextdb.storage.mmap.base;

import io.contextdb.memory.ByteEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Takes the properties of a row as the bytes of {@link io.contextdb.memory.ValueCodec}. What is copied from one file into another
 * has these bytes already, in one form or another, so that no value has to be made of them.
 */
public interface PropertySink {
    /**
     * Begins a property. Its value's bytes are then put into the encoder, which is empty, and {@link #end} is called before the next one begins.
     *
     * @return null when the property is not wanted; then nothing is put and {@link #end} is not called
     */
    @Nullable
    ByteEncoder begin(int key);

    /** All bytes of the value are there. */
    void end();
}
