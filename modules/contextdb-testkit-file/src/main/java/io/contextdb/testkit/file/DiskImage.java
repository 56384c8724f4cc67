package io.contextdb.testkit.file;

import io.contextdb.api.spi.FileSystem;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a disk, mapped once, for very many file systems that differ from it in one file each: such a file system copies only what is changed.
 * Thread-safe. Whatever was made of it is of use until it closes.
 */
public final class DiskImage implements AutoCloseable {
    private final SortedMap<Path, FileContent> files = new TreeMap<>();
    private final SortedMap<Path, MemorySegment> mapped = new TreeMap<>();
    private final Arena arena = Arena.ofShared();

    /** What a disk holds now. */
    public DiskImage(MemoryFileSystem disk) {
        for (Path path : disk.paths()) {
            files.put(path, new FileContent(disk.content(path)));
            mapped.put(path, disk.map(path, arena));
        }
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
    public Copy with(Path path, byte[] bytes) {
        MemoryFileSystem copy = new MemoryFileSystem();
        files.forEach((name, content) -> copy.put(name, new FileContent(content)));
        copy.put(path, bytes);
        return new Copy(copy);
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Files that share what they have in common with the image. */
    public final class Copy extends ForwardingFileSystem implements FileSystem {
        private final MemoryFileSystem disk;

        private Copy(MemoryFileSystem disk) {
            super(disk);
            this.disk = disk;
        }

        @Override
        public MemorySegment map(Path path, Arena scope) {
            FileContent original = files.get(path);
            return original != null && disk.exists(path) && disk.content(path).shares(original)
                    ? Objects.requireNonNull(mapped.get(path))
                    : super.map(path, scope);
        }

        /** The bytes of a file. */
        public byte[] bytes(Path path) {
            return disk.bytes(path);
        }
    }
}
