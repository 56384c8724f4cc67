package io.contextdb.testkit.file;

import io.contextdb.memory.fault.LentMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a file. Copies share them until one of the two is changed. */
final class FileContent {
    private static final int PAGE_BYTES = 4096;

    private byte[] bytes = new byte[0];
    private int size;

    /** Whether another content has the same array, which must then not be changed. */
    private boolean shared;

    private @Nullable ContentHash hash;

    /** The bytes as they are mapped. Copies share it until one of the two is changed. */
    private Mapping mapping = new Mapping();

    /** A copy of the bytes in native memory, made when it is first asked for. */
    private static final class Mapping {
        private @Nullable MemorySegment segment;

        synchronized MemorySegment of(byte[] bytes, int size) {
            MemorySegment present = segment;
            if (present == null) {
                present = Arena.ofAuto().allocate(size, PAGE_BYTES);
                MemorySegment.copy(bytes, 0, present, ValueLayout.JAVA_BYTE, 0, size);
                segment = present;
            }
            return present;
        }
    }

    FileContent() {}

    /** A copy of another. */
    FileContent(FileContent other) {
        bytes = other.bytes;
        size = other.size;
        hash = other.hash;
        mapping = other.mapping;
        shared = true;
        other.shared = true;
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The bytes in native memory, which later changes do not touch, for as long as the arena is open. */
    MemorySegment map(Arena arena) {
        return size == 0
                ? MemorySegment.NULL
                : LentMemory.of(mapping.of(bytes, size), arena).asReadOnly();
    }

    ContentHash hash() {
        ContentHash present = hash;
        if (present == null) {
            present = ContentHash.of(bytes, size);
            hash = present;
        }
        return present;
    }

    /** Makes the array this one's own, with room for {@code length} bytes. */
    private void own(int length) {
        hash = null;
        mapping = new Mapping();
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        } else if (shared) {
            bytes = bytes.clone();
        }
        shared = false;
    }

    /** Cuts the file, or grows it with zeros. */
    void resize(long newSize) {
        int length = Math.toIntExact(newSize);
        own(length);
        if (length < size) {
            Arrays.fill(bytes, length, size, (byte) 0);
        }
        size = length;
    }

    /** Writes all remaining bytes, growing the file when needed. */
    void write(long position, ByteBuffer source) {
        int end = Math.toIntExact(position + source.remaining());
        own(Math.max(end, size));
        size = Math.max(end, size);
        source.get(bytes, (int) position, source.remaining());
    }

    /** Reads until the target is full or the file ends. */
    int read(long position, ByteBuffer target) {
        int length = Math.clamp(size - position, 0, target.remaining());
        if (length > 0) {
            target.put(bytes, (int) position, length);
        }
        return length;
    }
}
