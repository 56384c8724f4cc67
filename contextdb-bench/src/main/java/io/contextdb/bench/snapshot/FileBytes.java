package io.contextdb.bench.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The bytes of a snapshot's files by what they hold: {@code node}, {@code edge}, {@code adjacency}, {@code vec} and so
 * on.
 */
final class FileBytes {
    private FileBytes() {}

    /** Adds up the data files below a directory, by kind. */
    static Map<String, Long> byKind(Path directory) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        for (Path file : files(directory)) {
            bytes.merge(kind(file), Files.size(file), Long::sum);
        }
        return bytes;
    }

    /** Adds up all data files below a directory. */
    static long sum(Path directory) throws IOException {
        return byKind(directory).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The data files below a directory. */
    static List<Path> files(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : new String[] {"nodes", "edges", "vectors", "deletes"}) {
            Path path = directory.resolve(folder);
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    files.forEach(found::add);
                }
            }
        }
        return found;
    }

    /** What a data file holds, by the beginning of its name. */
    static String kind(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('-'));
    }
}
