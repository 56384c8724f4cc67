package io.contextdb.api.spi;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file open for writing. Used by one thread at a time. Throws as {@link FileSystem} does. An interrupt neither ends
 * an operation nor closes the file; the thread's interrupt status stays as it is.
 */
public interface WritableFile extends AutoCloseable {
    /** Where the file is. */
    Path path();

    /** Its length in bytes. */
    long size();

    /** Writes all remaining bytes of {@code source} at {@code position}, growing the file when needed. */
    void write(ByteBuffer source, long position);

    /**
     * Grows the file to {@code size} bytes of zeros with their blocks allocated, so that later writes and syncs need no
     * metadata.
     */
    void preallocate(long size);

    /** Cuts or grows the file to {@code size} bytes. */
    void truncate(long size);

    /** Makes all writes durable; with {@code metadata} the length and times as well. */
    void force(boolean metadata);

    @Override
    void close();
}
