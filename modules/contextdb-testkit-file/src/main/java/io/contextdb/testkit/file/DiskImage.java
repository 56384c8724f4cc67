package io.contextdb.testkit.file;

import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a disk, for very many file systems that differ from it in one file each: they share all others, mapped as well. Thread-safe, for
 * nothing in it changes.
 */
public final class DiskImage {
    private final SortedMap<Path, FileContent> files = new TreeMap<>();

    /** What a disk holds now. */
    public DiskImage(MemoryFileSystem disk) {
        disk.paths().forEach(path -> files.put(path, new FileContent(disk.content(path))));
    }

    /** The paths of the files, in order. */
    public SortedSet<Path> paths() {
        return new TreeSet<>(files.keySet());
    }

    /** A copy of the bytes of a file. */
    public byte[] bytes(Path path) {
        return Objects.requireNonNull(files.get(path), path::toString).toArray();
    }

    /** A file system with these files, but for one that has another content. */
    public MemoryFileSystem with(Path path, byte[] bytes) {
        MemoryFileSystem copy = new MemoryFileSystem();
        files.forEach((name, content) -> copy.put(name, new FileContent(content)));
        copy.put(path, bytes);
        return copy;
    }
}
