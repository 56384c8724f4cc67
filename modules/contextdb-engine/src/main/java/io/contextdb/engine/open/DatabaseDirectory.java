package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;

/**
 * A directory that is a database, or is to become one. Tells apart what it finds before it changes anything: a database
 * has {@code metadata/FORMAT}; a directory is new when it is missing, empty, or holds only what an interrupted creation
 * left; one with {@code metadata/RESTORING} holds a part of a database; everything else is somebody's files.
 */
public final class DatabaseDirectory {
    /** Where {@code FORMAT}, {@code LOCK} and the documents of snapshots are. */
    public static final String METADATA = SnapshotDocuments.FOLDER;

    /** The file whose lock the process holds that has the database open. */
    static final String LOCK = "LOCK";

    /** There from before the first file of a restore to after the last one. */
    static final String RESTORING = "RESTORING";

    private final Path directory;
    private final Path metadata;
    private final FileSystem files;

    /** A directory, absolute. */
    public DatabaseDirectory(Path directory, FileSystem files) {
        this.directory = directory;
        this.metadata = directory.resolve(METADATA);
        this.files = files;
    }

    /** A locked database. */
    record Locked(AutoCloseable lock, FormatFile format) {}

    Path path() {
        return directory;
    }

    /** Its directory {@code metadata}. */
    Path metadata() {
        return metadata;
    }

    private Path format() {
        return metadata.resolve(FormatFile.NAME);
    }

    /** Whether there is a database. */
    public boolean isDatabase() {
        return files.exists(format());
    }

    /** Whether files were put here that are not yet a database. */
    public boolean isRestoring() {
        return !isDatabase() && files.exists(metadata.resolve(RESTORING));
    }

    /**
     * Checks that this is a database these options open, or may become one. Changes nothing.
     *
     * @throws ContextDbException {@code NOT_A_DATABASE}, {@code FORMAT_TOO_NEW}, {@code CORRUPTION} or
     *     {@code INVALID_CONFIGURATION}
     */
    void check(DatabaseOptions options) {
        if (isDatabase()) {
            checkProviders(FormatFile.read(files, format()), options);
            return;
        }
        if (isRestoring()) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE,
                    directory + " holds a part of a database only, because restoring it was interrupted; restore it"
                            + " again, or delete the directory");
        }
        requireNew();
        if (!options.createIfMissing()) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE, "there is no database in " + directory + "; an import makes one");
        }
    }

    /** The format of a database that these options read. Changes nothing. Throws as {@link #check}. */
    FormatFile read(DatabaseOptions options) {
        if (!isDatabase()) {
            check(options.createIfMissing(false));
        }
        FormatFile format = FormatFile.read(files, format());
        same("storage", format.storage(), options.storage());
        return format;
    }

    /** {@code NOT_A_DATABASE} when there are files of somebody. */
    void requireNew() {
        if (!isNew()) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE,
                    directory + " is not a ContextDB database: it is not empty and has no " + METADATA + "/"
                            + FormatFile.NAME + "; name a database, or an empty or new directory; if it was one,"
                            + " 'contextdb repair' tells what can be done");
        }
    }

    /**
     * Locks the directory for this process, making a new one a database. {@code DATABASE_LOCKED} when another has it.
     */
    Locked lock(DatabaseOptions options) {
        AutoCloseable lock = lock();
        try {
            // Whoever had the lock before may have changed what was checked without it.
            check(options);
            if (!isDatabase()) {
                DatabaseId id = DatabaseId.random(new SecureRandom());
                new FormatFile(options.storage(), options.consensus(), id, OptionalLong.of(0)).write(files, metadata);
            }
            files.delete(metadata.resolve(RESTORING));
            return new Locked(lock, FormatFile.read(files, format()));
        } catch (RuntimeException e) {
            Closing.quietly(lock, e);
            throw e;
        }
    }

    /** Locks the directory, whatever it holds, creating it when it is missing. */
    AutoCloseable lock() {
        files.createDirectories(metadata);
        return files.lock(metadata.resolve(LOCK));
    }

    private boolean isNew() {
        if (!files.exists(directory)) {
            return true;
        }
        if (!files.isDirectory(directory)) {
            return false;
        }
        return onlyHolds(directory, List.of(METADATA)) && onlyHolds(metadata, List.of(LOCK, FormatFile.TEMPORARY_NAME));
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
