package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A directory that becomes a database by putting the files of a snapshot there:
 *
 * <pre>{@code
 * try (RestoreDirectory target = RestoreDirectory.begin(directory, files)) {
 *     // Put data files and documents into target.path(), synced, and sync their directories.
 *     target.commit(id, "mmap", "single", lastCommand);
 * }
 * }</pre>
 *
 * <p>Between the two the directory is marked as unfinished: nobody opens it, a crash leaves it so, and {@link #begin}
 * takes it up again. With {@link #commit} it is a database without a log. The first to open it begins one behind the
 * newest snapshot.
 */
public final class RestoreDirectory implements AutoCloseable {
    private final DatabaseDirectory directory;
    private final FileSystem files;
    private final AutoCloseable lock;

    private RestoreDirectory(DatabaseDirectory directory, FileSystem files, AutoCloseable lock) {
        this.directory = directory;
        this.files = files;
        this.lock = lock;
    }

    /**
     * Checks that {@link #begin} would take a directory: it is missing, empty or left by a restore that was
     * interrupted. Changes nothing.
     *
     * @throws ContextDbException {@code ALREADY_EXISTS} when there is a database, {@code NOT_A_DATABASE} when there are
     *     files of somebody
     */
    public static void check(Path path, FileSystem files) {
        check(directory(path, files));
    }

    private static DatabaseDirectory directory(Path path, FileSystem files) {
        return new DatabaseDirectory(path.toAbsolutePath().normalize(), files);
    }

    /**
     * Begins in a directory and locks it.
     *
     * @throws ContextDbException as {@link #check(Path, FileSystem)}, and {@code DATABASE_LOCKED}
     */
    public static RestoreDirectory begin(Path path, FileSystem files) {
        DatabaseDirectory directory = directory(path, files);
        check(directory);
        AutoCloseable lock = directory.lock();
        try {
            check(directory);
            if (!directory.isRestoring()) {
                files.create(directory.metadata().resolve(DatabaseDirectory.RESTORING))
                        .close();
            }
            // Also when it is there: whoever made it may have ended before this.
            files.syncDirectory(directory.metadata());
            return new RestoreDirectory(directory, files, lock);
        } catch (RuntimeException e) {
            Closing.quietly(lock, e);
            throw e;
        }
    }

    private static void check(DatabaseDirectory directory) {
        if (directory.isDatabase()) {
            throw new ContextDbException(
                    ErrorCode.ALREADY_EXISTS,
                    "there is a database in " + directory.path() + "; name an empty or new directory instead");
        }
        if (!directory.isRestoring()) {
            directory.requireNew();
        }
    }

    /** The directory, absolute. */
    public Path path() {
        return directory.path();
    }

    /**
     * Makes the directory a database, durably. Everything put there is durable already.
     *
     * @param database the id that the snapshots say
     * @param storage the storage provider whose files they are
     * @param consensus the provider of the log that is to begin
     * @param lastCommand the index of the last command the newest snapshot holds
     */
    public void commit(DatabaseId database, String storage, String consensus, long lastCommand) {
        commit(new FormatFile(storage, consensus, database, OptionalLong.of(lastCommand)));
    }

    /** The same for one whose log was put there as well. */
    public void commitWithLog(DatabaseId database, String storage, String consensus) {
        commit(new FormatFile(storage, consensus, database, OptionalLong.empty()));
    }

    private void commit(FormatFile format) {
        format.write(files, directory.metadata());
        files.delete(directory.metadata().resolve(DatabaseDirectory.RESTORING));
        files.syncDirectory(directory.metadata());
    }

    /** Unlocks the directory, finished or not. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ContextDbException(
                    ErrorCode.IO_FAILURE, "the lock on " + directory.path() + " was not released: " + e, e);
        }
    }
}
