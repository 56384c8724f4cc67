package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;
import java.util.List;

/** The lock of a database's directory. */
public final class HeldLock implements AutoCloseable {
    /** Empty when nothing was locked. */
    private final List<AutoCloseable> lock;

    private HeldLock(List<AutoCloseable> lock) {
        this.lock = lock;
    }

    /**
     * Locks a directory to change it; {@code DATABASE_LOCKED} when another has it, {@code NOT_A_DATABASE} when there is
     * no such directory.
     */
    public static HeldLock forChange(Path directory, FileSystem files) {
        requireDirectory(directory, files);
        return new HeldLock(List.of(new DatabaseDirectory(directory, files).lock()));
    }

    /**
     * Locks a directory to read it. Where the lock's file is missing or cannot be written nothing is locked, so that
     * what lies on a read-only disk, which nobody writes, can be read. The file of another user, which this one may not
     * write, looks the same: when that user has the database open it changes while it is read, and what is being
     * written can look like damage. Otherwise throws as {@link #forChange}.
     */
    public static HeldLock forReading(Path directory, FileSystem files) {
        requireDirectory(directory, files);
        DatabaseDirectory locked = new DatabaseDirectory(directory, files);
        if (!files.exists(locked.metadata().resolve(DatabaseDirectory.LOCK))) {
            return new HeldLock(List.of());
        }
        try {
            return new HeldLock(List.of(locked.lock()));
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.IO_FAILURE) {
                throw e;
            }
            return new HeldLock(List.of());
        }
    }

    private static void requireDirectory(Path directory, FileSystem files) {
        if (!files.exists(directory)) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE, "there is no directory " + directory + "; name the one of a database");
        }
    }

    @Override
    public void close() {
        Closing.all(lock);
    }
}
