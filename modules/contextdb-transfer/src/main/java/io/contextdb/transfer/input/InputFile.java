package io.contextdb.transfer.input;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file that is read once from front to back, decompressed when its first bytes say gzip. Used by one thread. */
public final class InputFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path path;
    private final long size;
    private final Counter counter;
    private final InputStream content;
    private final boolean compressed;
    private long position;

    private InputFile(Path path, long size, Counter counter, InputStream content, boolean compressed) {
        this.path = path;
        this.size = size;
        this.counter = counter;
        this.content = content;
        this.compressed = compressed;
    }

    /**
     * Opens a file.
     *
     * @throws ContextDbException {@link ErrorCode#FILE_NOT_FOUND}, or {@link ErrorCode#IO_FAILURE} when it cannot be
     *     read
     */
    public static InputFile open(Path path) {
        Counter counter = null;
        try {
            if (Files.isDirectory(path)) {
                throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, path + " is a directory; name a file");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT,
                        path + " is a pipe or device, and a source is read more than once; write it to a file first");
            }
            counter = new Counter(Files.newInputStream(path));
            BufferedInputStream buffered = new BufferedInputStream(counter, BUFFER_BYTES);
            buffered.mark(2);
            boolean gzip = ((buffered.read() << 8) | buffered.read()) == GZIP_MAGIC;
            buffered.reset();
            return new InputFile(
                    path,
                    Files.size(path),
                    counter,
                    gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered,
                    gzip);
        } catch (NoSuchFileException failure) {
            throw new ContextDbException(ErrorCode.FILE_NOT_FOUND, "there is no file " + path, failure);
        } catch (IOException failure) {
            closeQuietly(counter, failure);
            throw explain(path, 0, failure);
        }
    }

    /** The file's path, for messages. */
    public Path path() {
        return path;
    }

    /** Bytes on disk. */
    public long size() {
        return size;
    }

    /** Bytes on disk read so far, of {@link #size()}; a buffer ahead of what was delivered. */
    public long sizeRead() {
        return counter.count;
    }

    /** The offset in the decompressed content of the next byte. */
    public long position() {
        return position;
    }

    /** Whether the content is decompressed on the way, so that its size is not known beforehand. */
    public boolean compressed() {
        return compressed;
    }

    /** Reads up to {@code length} bytes, at least one; -1 at the end. */
    public int read(byte[] buffer, int offset, int length) {
        try {
            int count = content.read(buffer, offset, length);
            position += Math.max(0, count);
            return count;
        } catch (IOException failure) {
            throw explain(path, position, failure);
        }
    }

    /** Reads until {@code length} bytes are there or the file ends; returns how many there are. */
    public int readFully(byte[] buffer, int offset, int length) {
        int done = 0;
        while (done < length) {
            int count = read(buffer, offset + done, length - done);
            if (count < 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException failure) {
            throw explain(path, position, failure);
        }
    }

    private static ContextDbException explain(Path path, long position, IOException failure) {
        return switch (failure) {
            case EOFException _ ->
                Malformed.file(
                        path,
                        "offset " + position + " of the decompressed data",
                        "the gzip data ends too early; the file is truncated",
                        failure);
            case ZipException _ ->
                Malformed.file(
                        path,
                        "offset " + position + " of the decompressed data",
                        "the gzip data is damaged (" + failure.getMessage() + ")",
                        failure);
            default -> new ContextDbException(ErrorCode.IO_FAILURE, "cannot read " + path + ": " + failure, failure);
        };
    }

    private static void closeQuietly(@Nullable InputStream stream, IOException failure) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
        }
    }

    /** Counts what has left the disk. */
    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
