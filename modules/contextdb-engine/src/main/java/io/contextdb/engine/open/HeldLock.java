package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lock of a database's directory. Who only reads takes it where that changes nothing: the directory may be on a disk that cannot be written.
 *
 * @param lock empty when it could not be taken
 */
public record HeldLock(Optional<AutoCloseable> lock) implements AutoCloseable {
    /** Takes it; {@code DATABASE_LOCKED} when another has it, {@code NOT_A_DATABASE} when there is no such directory. */
    public static HeldLock of(Path directory, FileSystem files, boolean change) {
        Path file = directory.resolve(DatabaseDirectory.METADATA).resolve(DatabaseDirectory.LOCK);
        if (!files.exists(directory)) {
            throw new ContextDbException(
                    ErrorCode.NOT_A_DATABASE, "there is no directory " + directory + "; name the one of a database");
        }
        if (!change && !files.exists(file)) {
            return new HeldLock(Optional.empty());
        }
        try {
            return new HeldLock(Optional.of(new DatabaseDirectory(directory, files).lock()));
        } catch (ContextDbException e) {
            if (change || e.code() != ErrorCode.IO_FAILURE) {
                throw e;
            }
            return new HeldLock(Optional.empty());
        }
    }

    @Override
    public void close() {
        Closing.all(lock.stream().toList());
    }
}
