package io.contextdb.testkit.file;

import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Passes everything on to another file. */
abstract class ForwardingFile implements WritableFile {
    private final WritableFile file;

    ForwardingFile(WritableFile file) {
        this.file = file;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public void write(ByteBuffer source, long position) {
        file.write(source, position);
    }

    @Override
    public void preallocate(long size) {
        file.preallocate(size);
    }

    @Override
    public void truncate(long size) {
        file.truncate(size);
    }

    @Override
    public void force(boolean metadata) {
        file.force(metadata);
    }

    @Override
    public void close() {
        file.close();
    }
}
