package io.contextdb.storage.memory;

import io.contextdb.api.spi.ByteSink;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Gathers bytes on the heap. */
final class ArraySink implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(MemorySegment segment) {
        bytes.writeBytes(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public long position() {
        return bytes.size();
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
