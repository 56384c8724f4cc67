package io.contextdb.bench.common;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The least that durability can cost: bytes written behind each other into a file of zeros, and a sync that needs no
 * metadata.
 */
public final class RawFile implements AutoCloseable {
    private static final int FILE_BYTES = 16 << 20;
    private static final int CHUNK_BYTES = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer bytes;
    private long position;

    /** A new file; each write is of {@code writeBytes} bytes. */
    public RawFile(Path path, int writeBytes) throws IOException {
        bytes = ByteBuffer.allocateDirect(writeBytes);
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
        for (long offset = 0; offset < FILE_BYTES; offset += CHUNK_BYTES) {
            channel.write(zeros.clear(), offset);
        }
        channel.force(true);
    }

    /** Writes the next bytes and syncs. */
    public void writeAndSync(int number) throws IOException {
        write(number);
        channel.force(false);
    }

    /** Writes the next bytes, from the beginning again at the end of the file. */
    public void write(int number) throws IOException {
        if (position + bytes.capacity() > FILE_BYTES) {
            position = 0;
        }
        bytes.clear().putInt(0, number);
        channel.write(bytes, position);
        position += bytes.capacity();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
