package io.contextdb.testkit.file;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a disk holds after a crash. Names of one file have the same content, not a copy of it. */
public final class CrashImage {
    private final SortedMap<Path, FileContent> files;
    private final Set<Path> directories;

    /** Of files and directories. */
    CrashImage(Map<Path, FileContent> files, Set<Path> directories) {
        this.files = new TreeMap<>(files);
        this.directories = new TreeSet<>(directories);
    }

    /** The paths of its files, in order. */
    public Set<Path> paths() {
        return Set.copyOf(files.keySet());
    }

    /** A file system in memory with this content, independent of the image. */
    public MemoryFileSystem toFileSystem() {
        MemoryFileSystem target = new MemoryFileSystem();
        directories.forEach(target::createDirectories);
        Map<FileContent, FileContent> copies = new HashMap<>();
        files.forEach((path, content) ->
                target.put(path, copies.computeIfAbsent(content, shared -> new FileContent(shared))));
        return target;
    }

    /** Writes the content, whose paths lie below {@code root}, to the same places below {@code directory}. */
    public void writeTo(FileSystem target, Path root, Path directory) {
        directories.stream()
                .filter(path -> path.startsWith(root))
                .forEach(path -> target.createDirectories(directory.resolve(root.relativize(path))));
        Map<FileContent, Path> written = new HashMap<>();
        files.forEach((path, content) -> {
            Path place = directory.resolve(root.relativize(path));
            Path first = written.putIfAbsent(content, place);
            if (first != null) {
                target.link(first, place);
                return;
            }
            try (WritableFile file = target.create(place)) {
                file.write(ByteBuffer.wrap(content.toArray()), 0);
            }
        });
    }

    /** A hash of names and contents, to tell how many images are distinct. */
    public ContentHash hash() {
        ContentHash hash = ContentHash.empty();
        for (Map.Entry<Path, FileContent> file : files.entrySet()) {
            byte[] name = file.getKey().toString().getBytes(StandardCharsets.UTF_8);
            hash = hash.with(ContentHash.of(name, name.length))
                    .with(file.getValue().hash());
        }
        return hash;
    }
}
