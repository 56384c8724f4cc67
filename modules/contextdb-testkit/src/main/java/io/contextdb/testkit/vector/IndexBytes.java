package io.contextdb.testkit.vector;

import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.memory.NativeMemory;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Index files in memory. */
public final class IndexBytes implements ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private IndexBytes() {}

    /** What the newest state of an index writes. */
    public static byte[] of(VectorIndex index) {
        try (VectorIndexReader reader = index.reader()) {
            return of(reader);
        }
    }

    /** What a state writes. */
    public static byte[] of(VectorIndexReader reader) {
        IndexBytes sink = new IndexBytes();
        reader.write(sink);
        return sink.bytes.toByteArray();
    }

    /** Bytes as they would be mapped. */
    public static MemorySegment map(Arena arena, byte[] bytes) {
        MemorySegment segment = arena.allocate(Math.max(1, bytes.length), 4096).asSlice(0, bytes.length);
        NativeMemory.copyBytes(bytes, 0, bytes.length, segment.address());
        return segment;
    }

    @Override
    public void write(MemorySegment segment) {
        bytes.writeBytes(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public long position() {
        return bytes.size();
    }
}
