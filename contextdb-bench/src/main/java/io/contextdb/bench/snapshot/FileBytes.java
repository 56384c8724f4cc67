package io.contextdb.bench.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The bytes of a snapshot's files by what they hold: {@code node}, {@code edge}, {@code adjacency}, {@code vec} and so on. */
final class FileBytes {
    private FileBytes() {}

    /** Adds up the data files below a directory, by the beginning of their names. */
    static Map<String, Long> byKind(Path directory) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        for (String folder : new String[] {"nodes", "edges", "vectors", "deletes"}) {
            Path path = directory.resolve(folder);
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    for (Path file : files.toList()) {
                        String name = file.getFileName().toString();
                        bytes.merge(name.substring(0, name.indexOf('-')), Files.size(file), Long::sum);
                    }
                }
            }
        }
        return bytes;
    }
}
