package io.contextdb.engine.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.engine.open.DatabaseDirectory;
import io.contextdb.memory.OsFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The directory of an archive that is one. It lies apart from the directories of databases: neither finds files of the
 * other among its own, and deleting one of the two leaves the other.
 */
final class ArchiveDirectory {
    private static final String SCHEME = "file";
    private static final FileSystem FILES = new OsFileSystem();

    private final Path path;

    private ArchiveDirectory(Path path) {
        this.path = path;
    }

    /** The directory that a location names; empty when it names something else. */
    static Optional<ArchiveDirectory> of(URI location) {
        if (!SCHEME.equals(location.getScheme())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ArchiveDirectory(real(Path.of(location))));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            // The store says what is wrong with it.
            return Optional.empty();
        }
    }

    /** Links followed as far as there is something. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(Objects.requireNonNull(absolute.getFileName()));
        }
    }

    /** {@code INVALID_ARGUMENT} when this is the directory of a database, or lies in one. */
    void requireOutsideDatabases() {
        for (Path place = path; place != null; place = place.getParent()) {
            DatabaseDirectory directory = new DatabaseDirectory(place, FILES);
            if (directory.isDatabase() || directory.isRestoring()) {
                throw refused(
                        place.equals(path) ? "is the directory of a database" : "lies in the database " + place,
                        "name a directory outside");
            }
        }
    }

    /** {@code INVALID_ARGUMENT} when the directory of a database is this, or one lies in the other. */
    void requireApart(Path database) {
        Path other = real(database);
        if (path.startsWith(other) || other.startsWith(path)) {
            throw refused(
                    path.startsWith(other) ? "lies in the database " + other : "has the database " + other + " in it",
                    "name a directory beside it");
        }
    }

    private ContextDbException refused(String what, String advice) {
        return new ContextDbException(ErrorCode.INVALID_ARGUMENT, "the archive " + path + " " + what + "; " + advice);
    }
}
