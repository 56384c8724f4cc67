package io.contextdb.transfer.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of little-endian numbers, whose first bytes are known only at the end. */
final class LittleEndianFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private LittleEndianFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static LittleEndianFile create(Path path) {
        try {
            return new LittleEndianFile(
                    path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException failure) {
            throw Failures.writing(path, failure);
        }
    }

    Path path() {
        return path;
    }

    /** Appends this many zeros, at most 64 KiB. */
    void putZeros(int count) {
        reserve(count);
        buffer.put(new byte[count]);
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        buffer.putLong(value);
    }

    void putFloats(float[] values) {
        for (float value : values) {
            reserve(Float.BYTES);
            buffer.putFloat(value);
        }
    }

    /** Overwrites the front with {@code head}, syncs and closes. */
    void finish(byte[] head) {
        try {
            flush();
            int done = 0;
            while (done < head.length) {
                done += channel.write(ByteBuffer.wrap(head, done, head.length - done), done);
            }
            channel.force(true);
            channel.close();
        } catch (IOException failure) {
            throw Failures.writing(path, failure);
        }
    }

    private void reserve(int bytes) {
        if (buffer.remaining() < bytes) {
            try {
                flush();
            } catch (IOException failure) {
                throw Failures.writing(path, failure);
            }
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
