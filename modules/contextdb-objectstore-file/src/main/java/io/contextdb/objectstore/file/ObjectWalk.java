package io.contextdb.objectstore.file;

import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Shows the objects below a directory in the order of their keys. */
final class ObjectWalk {
    private final String prefix;
    private final Predicate<ObjectInfo> visitor;

    ObjectWalk(String prefix, Predicate<ObjectInfo> visitor) {
        this.prefix = prefix;
        this.visitor = visitor;
    }

    /** A file, or a directory whose key ends with a slash: so {@code a-b} comes before {@code a/b}, as the keys do. */
    private record Entry(Path path, String key, boolean directory) {
        byte[] order() {
            return key.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Goes through a directory; returns false when the visitor has seen enough. Depth is bounded by the length of
     * paths.
     */
    boolean walk(Path directory, String directoryKey) throws IOException {
        for (Entry entry : entries(directory, directoryKey)) {
            if (!(entry.directory ? walk(entry.path, entry.key) : visit(entry))) {
                return false;
            }
        }
        return true;
    }

    private boolean visit(Entry entry) throws IOException {
        ObjectInfo object;
        try {
            object = new ObjectInfo(
                    entry.key,
                    Files.size(entry.path),
                    Files.getLastModifiedTime(entry.path).toInstant());
        } catch (NoSuchFileException e) {
            // Deleted since the directory was read, so it is no object any more.
            return true;
        }
        return visitor.test(object);
    }

    private List<Entry> entries(Path directory, String directoryKey) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> entry(path, directoryKey))
                    .filter(this::mayHaveObjects)
                    .sorted((left, right) -> Arrays.compareUnsigned(left.order(), right.order()))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static Entry entry(Path path, String directoryKey) {
        boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        return new Entry(path, directoryKey + path.getFileName() + (directory ? "/" : ""), directory);
    }

    private boolean mayHaveObjects(Entry entry) {
        if (entry.directory) {
            return !entry.key.equals(ObjectPaths.UPLOADS + "/")
                    && (entry.key.startsWith(prefix) || prefix.startsWith(entry.key));
        }
        return entry.key.startsWith(prefix) && Files.isRegularFile(entry.path, LinkOption.NOFOLLOW_LINKS);
    }
}
