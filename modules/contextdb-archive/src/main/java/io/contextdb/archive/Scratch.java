package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a push packs files before it sends them: a directory of its own below that of the database, with a lock that
 * tells others that it lives. Where that cannot be written, as on a full disk or one that is only read, files are sent
 * as they are, for a backup is needed most then. What pushes left that were killed, the next one deletes.
 */
final class Scratch implements AutoCloseable {
    private static final Logger LOG = System.getLogger("io.contextdb.archive");
    private static final String FOLDER = "push";
    private static final String LOCK = "LOCK";

    private final FileSystem files;
    private final Path folder;
    private final Path own;
    private @Nullable AutoCloseable lock;
    private volatile boolean usable = true;

    /** Below the directory of a database; nothing is made there yet. */
    Scratch(FileSystem files, Path database) {
        this.files = files;
        this.folder = database.resolve(FOLDER);
        this.own = folder.resolve(UUID.randomUUID().toString());
    }

    /** Makes the directory, unless it is there. Not thread-safe, as {@link #close}. */
    void begin() {
        if (lock != null || !usable) {
            return;
        }
        try {
            files.createDirectories(own);
            lock = files.lock(own.resolve(LOCK));
            files.list(folder).stream().filter(other -> !other.equals(own)).forEach(this::deleteAbandoned);
        } catch (ContextDbException e) {
            giveUp(e);
        }
    }

    private void deleteAbandoned(Path other) {
        try {
            AutoCloseable taken = files.lock(other.resolve(LOCK));
            try {
                delete(other);
            } finally {
                release(taken);
            }
        } catch (ContextDbException e) {
            stays(other, e);
        }
    }

    /** It is in use, or no directory, or another push is deleting it. What stays takes room, no more. */
    private static void stays(Path directory, ContextDbException e) {
        LOG.log(Level.DEBUG, "{0} stays: {1}", directory, e.getMessage());
    }

    private static void release(AutoCloseable lock) {
        try {
            lock.close();
        } catch (Exception e) {
            throw new IllegalStateException("the lock of a push could not be released", e);
        }
    }

    private void delete(Path directory) {
        files.list(directory).forEach(files::delete);
        files.delete(directory);
    }

    /**
     * Has a file packed. Thread-safe.
     *
     * @param packing writes the packed file and returns whether it is worth while
     * @return the packed file; empty when it was not worth while, or there is no place for it
     */
    Optional<Path> pack(String name, Predicate<Path> packing) {
        if (!usable) {
            return Optional.empty();
        }
        Path target = own.resolve(name);
        try {
            if (packing.test(target)) {
                return Optional.of(target);
            }
            files.delete(target);
        } catch (ContextDbException e) {
            giveUp(e);
        }
        return Optional.empty();
    }

    private synchronized void giveUp(ContextDbException e) {
        if (usable) {
            usable = false;
            boolean full = e.code() == ErrorCode.DISK_FULL;
            LOG.log(
                    Level.WARNING,
                    "files are sent as they are, because {0} to pack them: {1}",
                    full ? "there is no room" : "nothing can be written",
                    e.getMessage());
        }
    }

    /** Deletes what was made; what cannot be deleted, the next push finds. */
    @Override
    public void close() {
        AutoCloseable held = lock;
        if (held == null) {
            return;
        }
        try {
            delete(own);
            if (files.list(folder).isEmpty()) {
                files.delete(folder);
            }
        } catch (ContextDbException e) {
            stays(own, e);
        } finally {
            release(held);
        }
    }
}
