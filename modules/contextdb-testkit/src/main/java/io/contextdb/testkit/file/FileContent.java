package io.contextdb.testkit.file;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of a file. */
final class FileContent {
    private byte[] bytes = new byte[0];
    private int size;

    FileContent() {}

    /** A copy of another. */
    FileContent(FileContent other) {
        bytes = other.toArray();
        size = bytes.length;
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Cuts the file, or grows it with zeros. */
    void resize(long newSize) {
        int length = Math.toIntExact(newSize);
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        } else if (length < size) {
            Arrays.fill(bytes, length, size, (byte) 0);
        }
        size = length;
    }

    /** Writes all remaining bytes, growing the file when needed. */
    void write(long position, ByteBuffer source) {
        long end = position + source.remaining();
        if (end > size) {
            resize(end);
        }
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
