package io.contextdb.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Reads files of another file system and refuses, with {@code READ_ONLY}, whatever would change one. */
public final class ReadOnlyFileSystem implements FileSystem {
    private final FileSystem files;

    /** Reads from {@code files}. */
    public ReadOnlyFileSystem(FileSystem files) {
        this.files = files;
    }

    private static ContextDbException refusal(String what, Path path) {
        return new ContextDbException(
                ErrorCode.READ_ONLY, what + " " + path + " while the database is open for reading only");
    }

    @Override
    public WritableFile create(Path path) {
        throw refusal("cannot create", path);
    }

    @Override
    public WritableFile open(Path path) {
        throw refusal("cannot write", path);
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

    /** Does nothing: a directory that is missing has no files, and is not needed. */
    @Override
    public void createDirectories(Path directory) {
        assert !directory.toString().isEmpty();
    }

    @Override
    public void rename(Path source, Path target) {
        throw refusal("cannot rename", source);
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return files.isSameFile(one, other);
    }

    @Override
    public void link(Path existing, Path link) {
        throw refusal("cannot link", existing);
    }

    @Override
    public void delete(Path path) {
        throw refusal("cannot delete", path);
    }

    @Override
    public void syncDirectory(Path directory) {
        throw refusal("cannot sync", directory);
    }

    @Override
    public Space space(Path directory) {
        return files.space(directory);
    }

    @Override
    public AutoCloseable lock(Path path) {
        throw refusal("cannot lock", path);
    }
}
