package io.contextdb.log;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/**
 * Native memory that grows, as a segment for its fields and as a buffer for input, output and checksums. One thread at
 * a time.
 */
final class NativeBuffer implements AutoCloseable {
    private static final int PAGE_BYTES = 4096;

    private final Supplier<Arena> arenas;
    private Arena arena;
    private MemorySegment segment;
    private ByteBuffer bytes;

    /** Memory from arenas of a kind: confined ones when only the creating thread uses it. */
    NativeBuffer(Supplier<Arena> arenas, int capacity) {
        this.arenas = arenas;
        arena = arenas.get();
        segment = NativeMemory.allocateSegment(arena, capacity, PAGE_BYTES);
        bytes = view(segment);
    }

    private static ByteBuffer view(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    MemorySegment segment() {
        return segment;
    }

    /** The whole memory; callers set position and limit before each use. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** The bytes from {@code from} to {@code to}, exclusive, as the one buffer of this memory. */
    ByteBuffer bytes(int from, int to) {
        return bytes.clear().position(from).limit(to);
    }

    int capacity() {
        return (int) segment.byteSize();
    }

    /** Makes room for {@code capacity} bytes and keeps the first {@code kept}. */
    void reserve(long capacity, long kept) {
        if (capacity <= segment.byteSize()) {
            return;
        }
        assert capacity <= Integer.MAX_VALUE - PAGE_BYTES : capacity;
        resize(Math.clamp(segment.byteSize() * 2, capacity, Integer.MAX_VALUE - PAGE_BYTES), kept);
    }

    /** Gives memory back above {@code capacity} bytes; the content is lost. */
    void shrink(int capacity) {
        if (segment.byteSize() > capacity) {
            resize(capacity, 0);
        }
    }

    private void resize(long capacity, long kept) {
        Arena grown = arenas.get();
        MemorySegment target = NativeMemory.allocateSegment(grown, capacity, PAGE_BYTES);
        MemorySegment.copy(segment, 0, target, 0, kept);
        arena.close();
        arena = grown;
        segment = target;
        bytes = view(target);
    }

    @Override
    public void close() {
        arena.close();
    }
}
