package io.contextdb.transfer.export;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of an export while it is written: it lies beside its place under a name of its own, moves there when it
 * is complete, and is deleted when it never is.
 */
public final class ExportDirectory implements AutoCloseable {
    /** The directories within. */
    enum Part {
        METADATA("metadata"),
        NODES("nodes"),
        EDGES("edges"),
        VECTORS("vectors");

        private final String name;

        Part(String name) {
            this.name = name;
        }
    }

    /** A file that is complete: its path relative to the export, and its rows. */
    record Written(String path, long rows, long bytes) {}

    private final Path target;
    private final Path root;
    private final List<Written> written = new ArrayList<>();
    private boolean complete;

    private ExportDirectory(Path target, Path root) {
        this.target = target;
        this.root = root;
    }

    /** Begins a directory that is to become {@code target}. {@code ALREADY_EXISTS} when there is something already. */
    public static ExportDirectory create(Path target) {
        Path place = target.toAbsolutePath().normalize();
        try {
            if (Files.exists(place) && !isEmptyDirectory(place)) {
                throw new ContextDbException(
                        ErrorCode.ALREADY_EXISTS,
                        target + " exists and is not an empty directory; name another place for the export");
            }
            Path parent = place.getParent();
            if (parent == null) {
                throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "an export cannot replace " + target);
            }
            Files.createDirectories(parent);
            Path root = Files.createTempDirectory(parent, place.getFileName() + ".unfinished-");
            ExportDirectory directory = new ExportDirectory(place, root);
            for (Part part : Part.values()) {
                Files.createDirectory(root.resolve(part.name));
            }
            return directory;
        } catch (IOException failure) {
            throw Failures.writing(target, failure);
        }
    }

    private static boolean isEmptyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Where a file goes. */
    Path file(Part part, String name) {
        return root.resolve(part.name).resolve(name);
    }

    /** Notes a file that is complete and synced. */
    Written add(Path file, long rows) {
        try {
            String path = root.relativize(file).toString().replace('\\', '/');
            Written entry = new Written(path, rows, Files.size(file));
            written.add(entry);
            return entry;
        } catch (IOException failure) {
            throw Failures.writing(file, failure);
        }
    }

    /** All files that are complete, in the order they were. */
    List<Written> written() {
        return written;
    }

    /** Moves everything to its place. */
    void finish() {
        try {
            for (Part part : Part.values()) {
                sync(root.resolve(part.name));
            }
            sync(root);
            Files.move(root, target, StandardCopyOption.ATOMIC_MOVE);
            complete = true;
            Path parent = target.getParent();
            if (parent != null) {
                sync(parent);
            }
        } catch (IOException failure) {
            throw Failures.writing(target, failure);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        if (complete) {
            return;
        }
        try (Stream<Path> doomed = Files.walk(root)) {
            for (Path path : doomed.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw Failures.writing(root, failure);
        }
    }
}
