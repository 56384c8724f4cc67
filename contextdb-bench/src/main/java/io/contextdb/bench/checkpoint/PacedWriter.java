package io.contextdb.bench.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a file as a checkpoint does, without anything to compute: so many bytes, evenly over so much time, and a sync
 * at the end.
 */
final class PacedWriter {
    private static final int CHUNK_BYTES = 1 << 16;

    private PacedWriter() {}

    /** Writes the file and deletes it. */
    static void write(Path path, long bytes, long nanos) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        long start = System.nanoTime();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long written = 0; written < bytes; ) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, bytes - written));
                written += channel.write(chunk, written);
                long due = start + (long) ((double) written / bytes * nanos);
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
            }
            channel.force(true);
        }
        Files.delete(path);
    }
}
