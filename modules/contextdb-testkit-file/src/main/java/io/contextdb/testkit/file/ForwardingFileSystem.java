package io.contextdb.testkit.file;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Passes everything on to another file system; subclasses override what they care for. */
public abstract class ForwardingFileSystem implements FileSystem {
    private final FileSystem files;

    /** Over another file system. */
    protected ForwardingFileSystem(FileSystem files) {
        this.files = files;
    }

    @Override
    public WritableFile create(Path path) {
        return files.create(path);
    }

    @Override
    public WritableFile open(Path path) {
        return files.open(path);
    }

    @Override
    public MemorySegment map(Path path, Arena arena) {
        return files.map(path, arena);
    }

    @Override
    public int read(Path path, long position, ByteBuffer target) {
        return files.read(path, position, target);
    }

    @Override
    public byte[] readAll(Path path, int bytesMax) {
        return files.readAll(path, bytesMax);
    }

    @Override
    public boolean exists(Path path) {
        return files.exists(path);
    }

    @Override
    public boolean isDirectory(Path path) {
        return files.isDirectory(path);
    }

    @Override
    public long size(Path path) {
        return files.size(path);
    }

    @Override
    public List<Path> list(Path directory) {
        return files.list(directory);
    }

    @Override
    public void createDirectories(Path directory) {
        files.createDirectories(directory);
    }

    @Override
    public void rename(Path source, Path target) {
        files.rename(source, target);
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return files.isSameFile(one, other);
    }

    @Override
    public void link(Path existing, Path link) {
        files.link(existing, link);
    }

    @Override
    public void delete(Path path) {
        files.delete(path);
    }

    @Override
    public void syncDirectory(Path directory) {
        files.syncDirectory(directory);
    }

    @Override
    public Space space(Path directory) {
        return files.space(directory);
    }

    @Override
    public AutoCloseable lock(Path path) {
        return files.lock(path);
    }
}
