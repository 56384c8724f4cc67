package io.contextdb.memory;

import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file of the operating system open for writing. */
final class OsWritableFile implements WritableFile {
    private static final int ZERO_BYTES = 1 << 20;

    private final Path path;
    private final OsChannel channel;

    OsWritableFile(Path path, OsChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() {
        return OsFileSystem.call("read the size of", path, channel::size);
    }

    @Override
    public void write(ByteBuffer source, long position) {
        OsFileSystem.call("write to", path, () -> {
            channel.write(source, position);
            return path;
        });
    }

    /** Writes zeros, because only written blocks are allocated and need no metadata when they are written again. */
    @Override
    public void preallocate(long size) {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZERO_BYTES, Math.max(1, size)));
        for (long offset = size(); offset < size; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - offset));
            int length = zeros.remaining();
            write(zeros, offset);
            offset += length;
        }
    }

    @Override
    public void truncate(long size) {
        OsFileSystem.call("truncate", path, () -> {
            if (size > channel.size()) {
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
            channel.truncate(size);
            return path;
        });
    }

    @Override
    public void force(boolean metadata) {
        OsFileSystem.call("sync", path, () -> {
            channel.force(metadata);
            return path;
        });
    }

    @Override
    public void close() {
        OsFileSystem.call("close", path, () -> {
            channel.close();
            return path;
        });
    }
}
