package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory that is a database, or is to become one. Tells apart what it finds before it changes anything: a database has {@code
 * metadata/FORMAT}; a directory is new when it is missing, empty, or holds only what an interrupted creation left; everything else is
 * somebody's files.
 */
final class DatabaseDirectory {
    private static final String METADATA = "metadata";
    private static final String FORMAT = "FORMAT";
    private static final String FORMAT_TEMPORARY = "FORMAT.new";
    private static final String LOCK = "LOCK";

    private final Path directory;
    private final Path metadata;
    private final FileSystem files;

    DatabaseDirectory(Path directory, FileSystem files) {
        this.directory = directory;
        this.metadata = directory.resolve(METADATA);
        this.files = files;
    }

    /**
     * Checks that this is a database these options open, or may become one. Changes nothing.
     *
     * @throws ContextDbException {@code NOT_A_DATABASE}, {@code FORMAT_TOO_NEW} or {@code INVALID_CONFIGURATION}
     */
    void check(DatabaseOptions options) {
        if (files.exists(metadata.resolve(FORMAT))) {
            checkProviders(FormatFile.read(files, metadata.resolve(FORMAT)), options);
            return;
        }
        if (!isNew()) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE,
                    directory + " is not a ContextDB database: it is not empty and has no " + METADATA + "/" + FORMAT
                            + "; name a database, or an empty or new directory");
        }
        if (!options.createIfMissing()) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE,
                    "there is no database in " + directory
                            + "; an import, or opening it with createIfMissing, makes one");
        }
    }

    /** Locks the directory for this process, making a new one a database. {@code DATABASE_LOCKED} when another has it. */
    AutoCloseable lock(DatabaseOptions options) {
        files.createDirectories(metadata);
        AutoCloseable lock = files.lock(metadata.resolve(LOCK));
        try {
            // Whoever had the lock before may have changed what was checked without it.
            check(options);
            if (!files.exists(metadata.resolve(FORMAT))) {
                new FormatFile(options.storage(), options.consensus()).write(files, metadata, FORMAT, FORMAT_TEMPORARY);
            }
            return lock;
        } catch (RuntimeException e) {
            Closing.quietly(lock, e);
            throw e;
        }
    }

    private boolean isNew() {
        if (!files.exists(directory)) {
            return true;
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            return false;
        }
        return onlyHolds(directory, List.of(METADATA)) && onlyHolds(metadata, List.of(LOCK, FORMAT_TEMPORARY));
    }

    private boolean onlyHolds(Path folder, List<String> names) {
        return files.list(folder).stream()
                .allMatch(path -> names.contains(path.getFileName().toString()));
    }

    private void checkProviders(FormatFile format, DatabaseOptions options) {
        same("storage", format.storage(), options.storage());
        same("consensus", format.consensus(), options.consensus());
    }

    private void same(String what, String present, String asked) {
        if (!present.equals(asked)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "the database in " + directory + " was created with the " + what + " provider '" + present
                            + "', not '" + asked + "'; open it with that one");
        }
    }
}
