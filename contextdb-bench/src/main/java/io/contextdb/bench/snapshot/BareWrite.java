package io.contextdb.bench.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** The least that writing a snapshot can cost: as many bytes into one file, and one sync. */
final class BareWrite {
    /** As much at a time as a snapshot is written. */
    private static final int CHUNK_BYTES = 1 << 18;

    private BareWrite() {}

    /** Writes {@code bytes} bytes, rounded up to whole chunks, into a new file. */
    static void to(Path file, long bytes) {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        byte[] noise = new byte[CHUNK_BYTES];
        new Random(1).nextBytes(noise);
        chunk.put(noise);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long offset = 0; offset < bytes; offset += CHUNK_BYTES) {
                channel.write(chunk.clear(), offset);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
