package io.contextdb.storage.memory;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.Crc32c;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;

/** A new file written from front to back under a temporary name, with a running checksum. Used by one thread. */
final class FileOutput implements AutoCloseable {
    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final int BUFFER_BYTES = 1 << 20;

    private final FileSystem files;
    private final Path path;
    private final Path folder;
    private final Path temporary;
    private final WritableFile file;
    private final ByteEncoder buffer = new ByteEncoder();
    private final Crc32c checksum = new Crc32c();
    private long written;

    FileOutput(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
        this.folder = Objects.requireNonNull(path.getParent(), "a file in a folder");
        this.temporary = path.resolveSibling(path.getFileName() + TEMPORARY_SUFFIX);
        files.delete(temporary);
        this.file = files.create(temporary);
    }

    /** Whether a file was left behind by a process that ended while it wrote. */
    static boolean isTemporary(Path path) {
        return path.toString().endsWith(TEMPORARY_SUFFIX);
    }

    /** Where numbers and strings are put; call {@link #drain} now and then. */
    ByteEncoder encoder() {
        return buffer;
    }

    /** Writes the buffer to the file when it is large. */
    void drain() {
        if (buffer.size() >= BUFFER_BYTES) {
            flush();
        }
    }

    /** The number of bytes put so far. */
    long position() {
        return written + buffer.size();
    }

    /** The CRC32C of everything put so far. */
    int checksum() {
        flush();
        return checksum.value();
    }

    /** Makes the file durable under its own name, which must be free. */
    void commit() {
        flush();
        file.force(true);
        file.close();
        files.link(temporary, path);
        files.delete(temporary);
        files.syncDirectory(folder);
    }

    /** Closes the file and deletes it when it was not committed. */
    @Override
    public void close() {
        file.close();
        files.delete(temporary);
    }

    private void flush() {
        append(ByteBuffer.wrap(buffer.array(), 0, buffer.size()));
        buffer.clear();
    }

    private void append(ByteBuffer bytes) {
        checksum.update(bytes);
        int length = bytes.remaining();
        file.write(bytes, written);
        written += length;
    }
}
