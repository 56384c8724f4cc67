package io.contextdb.testkit.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files in memory, with hard links and locks. What was mapped does not see later writes. Thread-safe. */
public final class MemoryFileSystem implements FileSystem {
    private final Map<Path, FileContent> files = new HashMap<>();
    private final Set<Path> directories = new HashSet<>();
    private final Set<Path> locks = new HashSet<>();

    /** Without files. */
    public MemoryFileSystem() {}

    /**
     * Another one with the same files and directories, independent of this one. Their contents are shared, mapped as
     * well, until one is changed.
     */
    public synchronized MemoryFileSystem copy() {
        MemoryFileSystem copy = new MemoryFileSystem();
        copy.directories.addAll(directories);
        Map<FileContent, FileContent> contents = new HashMap<>();
        files.forEach((path, content) ->
                copy.files.put(path, contents.computeIfAbsent(content, shared -> new FileContent(shared))));
        return copy;
    }

    /** Puts a file there, with its directories. */
    public synchronized void put(Path path, byte[] bytes) {
        FileContent content = new FileContent();
        content.write(0, ByteBuffer.wrap(bytes));
        put(path, content);
    }

    synchronized void put(Path path, FileContent content) {
        files.put(path, content);
        Path parent = path.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
    }

    /** The paths of all files, in order. */
    public synchronized List<Path> paths() {
        return files.keySet().stream().sorted().toList();
    }

    /** The whole content of a file. */
    public byte[] bytes(Path path) {
        return readAll(path, Integer.MAX_VALUE);
    }

    @Override
    public synchronized WritableFile create(Path path) {
        requireAbsent(path);
        requireDirectory(path);
        FileContent content = new FileContent();
        files.put(path, content);
        return new MemoryFile(this, path, content);
    }

    @Override
    public synchronized WritableFile open(Path path) {
        return new MemoryFile(this, path, content(path));
    }

    @Override
    public synchronized MemorySegment map(Path path, Arena arena) {
        return content(path).map(arena);
    }

    @Override
    public synchronized int read(Path path, long position, ByteBuffer target) {
        return content(path).read(position, target);
    }

    @Override
    public synchronized byte[] readAll(Path path, int bytesMax) {
        FileContent content = content(path);
        if (content.size() > bytesMax) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION, path + " has " + content.size() + " bytes; at most " + bytesMax);
        }
        return content.toArray();
    }

    @Override
    public synchronized boolean exists(Path path) {
        return files.containsKey(path) || directories.contains(path);
    }

    @Override
    public synchronized boolean isDirectory(Path path) {
        return directories.contains(path);
    }

    @Override
    public synchronized long size(Path path) {
        return content(path).size();
    }

    @Override
    public synchronized List<Path> list(Path directory) {
        List<Path> entries = new ArrayList<>();
        files.keySet().stream()
                .filter(path -> directory.equals(path.getParent()))
                .forEach(entries::add);
        directories.stream().filter(path -> directory.equals(path.getParent())).forEach(entries::add);
        return entries.stream().sorted().toList();
    }

    @Override
    public synchronized void createDirectories(Path directory) {
        for (Path path = directory; path != null && directories.add(path); ) {
            path = path.getParent();
        }
    }

    @Override
    public synchronized void rename(Path source, Path target) {
        requireDirectory(target);
        FileContent content = content(source);
        if (files.get(target) != content) {
            files.remove(source);
            files.put(target, content);
        }
    }

    @Override
    public synchronized boolean isSameFile(Path one, Path other) {
        return content(one) == content(other);
    }

    @Override
    public synchronized void link(Path existing, Path link) {
        requireAbsent(link);
        requireDirectory(link);
        files.put(link, content(existing));
    }

    @Override
    public synchronized void delete(Path path) {
        files.remove(path);
    }

    @Override
    public synchronized void syncDirectory(Path directory) {
        if (!directories.contains(directory)) {
            throw missing(directory);
        }
    }

    @Override
    public Space space(Path directory) {
        return new Space(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    public synchronized AutoCloseable lock(Path path) {
        if (!locks.add(path)) {
            throw new ContextDbException(ErrorCode.DATABASE_LOCKED, path + " is locked");
        }
        files.putIfAbsent(path, new FileContent());
        return () -> {
            synchronized (this) {
                locks.remove(path);
            }
        };
    }

    /** The content under a name, which changes with the file. */
    synchronized FileContent content(Path path) {
        FileContent content = files.get(path);
        if (content == null) {
            throw missing(path);
        }
        return content;
    }

    private void requireAbsent(Path path) {
        if (files.containsKey(path)) {
            throw new ContextDbException(ErrorCode.ALREADY_EXISTS, path + " exists already");
        }
    }

    private void requireDirectory(Path path) {
        Path parent = path.getParent();
        if (parent != null && !directories.contains(parent)) {
            throw missing(parent);
        }
    }

    private static ContextDbException missing(Path path) {
        return new ContextDbException(ErrorCode.FILE_NOT_FOUND, path + " does not exist");
    }
}
