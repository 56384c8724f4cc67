package io.contextdb.testkit.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A file in memory open for writing; renaming or deleting its path does not touch it. */
final class MemoryFile implements WritableFile {
    private final MemoryFileSystem files;
    private final Path path;
    private final FileContent content;
    private boolean closed;

    MemoryFile(MemoryFileSystem files, Path path, FileContent content) {
        this.files = files;
        this.path = path;
        this.content = content;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() {
        return whileOpen(() -> (long) content.size());
    }

    @Override
    public void write(ByteBuffer source, long position) {
        change(() -> content.write(position, source));
    }

    @Override
    public void preallocate(long size) {
        change(() -> content.resize(Math.max(size, content.size())));
    }

    @Override
    public void truncate(long size) {
        change(() -> content.resize(size));
    }

    @Override
    public void force(boolean metadata) {
        change(() -> {});
    }

    private void change(Runnable change) {
        whileOpen(() -> {
            change.run();
            return path;
        });
    }

    /** Readers of the file hold the same monitor. */
    private <T> T whileOpen(Supplier<T> operation) {
        synchronized (files) {
            if (closed) {
                throw new ContextDbException(ErrorCode.IO_FAILURE, path + " was closed");
            }
            return operation.get();
        }
    }

    @Override
    public void close() {
        synchronized (files) {
            closed = true;
        }
    }
}
