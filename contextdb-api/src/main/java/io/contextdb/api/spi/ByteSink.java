package io.contextdb.api.spi;

import java.lang.foreign.MemorySegment;

/** Takes bytes in order. */
public interface ByteSink {
    /** Appends all bytes of a native or mapped segment, read before this returns. */
    void write(MemorySegment bytes);

    /** How many bytes were appended so far. */
    long position();
}
