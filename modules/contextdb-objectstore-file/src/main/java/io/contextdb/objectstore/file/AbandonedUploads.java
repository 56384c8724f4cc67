package io.contextdb.objectstore.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Uploads whose writer is gone. Nobody can tell a slow one from a dead one, so only a day without a write counts. */
final class AbandonedUploads {
    private static final Duration AGE = Duration.ofDays(1);

    private AbandonedUploads() {}

    /** Deletes them as far as that is possible; what stays takes room, no more. */
    static void delete(Path uploads) {
        FileTime latest = FileTime.from(Instant.now().minus(AGE));
        try (Stream<Path> paths = Files.list(uploads)) {
            List<Path> all = paths.toList();
            for (Path path : all) {
                if (Files.getLastModifiedTime(path).compareTo(latest) < 0) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            // A new store has no such directory, and in one that cannot be written the first upload will say so.
            assert e.getMessage() != null;
        }
    }
}
