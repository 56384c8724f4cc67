package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A segment as readers see it. Its name changes when it is sealed and its file goes away when it is truncated, so each
 * read looks both up, under a lock that renaming and deleting take exclusively.
 */
final class Segment {
    private final FileSystem files;
    private final SegmentHeader header;
    private final SparseIndex index;
    private final boolean alsoSealed;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private Path path;
    private boolean deleted;

    /** Whether what lies behind the end of the file reads as zeros. */
    private final boolean padded;

    Segment(FileSystem files, Path path, SegmentHeader header) {
        this(files, path, header, false);
    }

    /** A segment that may have been cut off: what is missing reads as zeros. */
    static Segment padded(FileSystem files, Path path, SegmentHeader header) {
        return new Segment(files, path, header, false, true);
    }

    /**
     * A segment.
     *
     * @param alsoSealed whether the file was found under the name of a sealed segment too
     */
    Segment(FileSystem files, Path path, SegmentHeader header, boolean alsoSealed) {
        this(files, path, header, alsoSealed, false);
    }

    private Segment(FileSystem files, Path path, SegmentHeader header, boolean alsoSealed, boolean padded) {
        this.alsoSealed = alsoSealed;
        this.padded = padded;
        this.files = files;
        this.path = path;
        this.header = header;
        index = new SparseIndex(header.firstIndex());
    }

    SegmentHeader header() {
        return header;
    }

    SparseIndex index() {
        return index;
    }

    boolean isAlsoSealed() {
        return alsoSealed;
    }

    Path path() {
        lock.readLock().lock();
        try {
            return path;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Reads as {@link FileSystem#read} does, wherever the file is now. */
    int read(long position, ByteBuffer target) {
        lock.readLock().lock();
        try {
            if (deleted) {
                throw new ContextDbException(
                        ErrorCode.SNAPSHOT_TOO_OLD,
                        "the log from index " + header.firstIndex() + " was truncated while it was read");
            }
            int read = files.read(path, position, target);
            return padded ? read + fill(target) : read;
        } finally {
            lock.readLock().unlock();
        }
    }

    private static int fill(ByteBuffer target) {
        int filled = target.remaining();
        while (target.hasRemaining()) {
            target.put((byte) 0);
        }
        return filled;
    }

    /** Runs {@code change}, which moves the file to {@code target}, while nobody reads. */
    void move(Path target, Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
            path = target;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Deletes the file while nobody reads. */
    void delete() {
        lock.writeLock().lock();
        try {
            files.delete(path);
            deleted = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
