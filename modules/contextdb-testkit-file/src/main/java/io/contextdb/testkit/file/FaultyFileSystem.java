package io.contextdb.testkit.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets operations fail, over another file system, and counts them. A failed operation has no effect, but for a write
 * and a preallocation, half of which arrive. Thread-safe.
 */
public final class FaultyFileSystem extends ForwardingFileSystem {
    private static final Set<FileOperation> GROWTHS =
            EnumSet.of(FileOperation.CREATE, FileOperation.WRITE, FileOperation.PREALLOCATE);

    private final Map<FileOperation, Long> counts = new EnumMap<>(FileOperation.class);
    private final Map<FileOperation, Map<Long, ErrorCode>> faults = new EnumMap<>(FileOperation.class);

    /** Whether no file may grow. */
    private boolean full;

    /** How many creations, writes and preallocations succeed before the disk takes nothing more. */
    private long growthsLeft = Long.MAX_VALUE;

    /** Without faults so far. */
    public FaultyFileSystem(FileSystem files) {
        super(files);
    }

    /** Lets the n-th operation of a kind from now on fail, once; the next one is number 1. */
    public synchronized void fail(FileOperation operation, long nth, ErrorCode code) {
        faults.computeIfAbsent(operation, key -> new HashMap<>()).put(count(operation) + nth, code);
    }

    /**
     * Lets the disk be full: every write that would let a file grow fails with {@code DISK_FULL}. What files have can
     * be written over.
     */
    public synchronized void diskFull() {
        full = true;
    }

    /**
     * Lets the disk take so many creations, writes and preallocations more, and then none, as file systems do that
     * never write over what they have: all fail with {@code DISK_FULL}, whether the file grows or not.
     */
    public synchronized void diskFullAfter(long growths) {
        growthsLeft = growths;
    }

    /** Lets the disk take whatever is written, after {@link #diskFull} or {@link #diskFullAfter}. */
    public synchronized void diskFree() {
        full = false;
        growthsLeft = Long.MAX_VALUE;
    }

    /** How many operations of a kind there were, failed ones included. */
    public synchronized long count(FileOperation operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /** Counts an operation and returns the error it has to fail with. */
    private @Nullable ContextDbException fault(FileOperation operation, Path path) {
        return fault(operation, path, false);
    }

    /** The same for one that may let the file grow. */
    private synchronized @Nullable ContextDbException fault(FileOperation operation, Path path, boolean grows) {
        long number = counts.merge(operation, 1L, Long::sum);
        ErrorCode code = faults.getOrDefault(operation, Map.of()).get(number);
        boolean written = GROWTHS.contains(operation) && growthsLeft-- <= 0;
        if (written || grows && full) {
            code = ErrorCode.DISK_FULL;
        }
        return code == null
                ? null
                : new ContextDbException(
                        code,
                        "injected: " + (code == ErrorCode.DISK_FULL ? "no space left for " : "") + operation + " of "
                                + path);
    }

    private void check(FileOperation operation, Path path) {
        ContextDbException fault = fault(operation, path);
        if (fault != null) {
            throw fault;
        }
    }

    private <T> T checked(FileOperation operation, Path path, Supplier<T> call) {
        check(operation, path);
        return call.get();
    }

    @Override
    public WritableFile create(Path path) {
        return checked(FileOperation.CREATE, path, () -> new FaultyFile(super.create(path)));
    }

    @Override
    public WritableFile open(Path path) {
        return checked(FileOperation.OPEN, path, () -> new FaultyFile(super.open(path)));
    }

    @Override
    public MemorySegment map(Path path, Arena arena) {
        return checked(FileOperation.READ, path, () -> super.map(path, arena));
    }

    @Override
    public int read(Path path, long position, ByteBuffer target) {
        return checked(FileOperation.READ, path, () -> super.read(path, position, target));
    }

    @Override
    public byte[] readAll(Path path, int bytesMax) {
        return checked(FileOperation.READ, path, () -> super.readAll(path, bytesMax));
    }

    @Override
    public void rename(Path source, Path target) {
        check(FileOperation.RENAME, source);
        super.rename(source, target);
    }

    @Override
    public void link(Path existing, Path link) {
        check(FileOperation.LINK, link);
        super.link(existing, link);
    }

    @Override
    public void delete(Path path) {
        check(FileOperation.DELETE, path);
        super.delete(path);
    }

    @Override
    public void syncDirectory(Path directory) {
        check(FileOperation.SYNC_DIRECTORY, directory);
        super.syncDirectory(directory);
    }

    private final class FaultyFile extends ForwardingFile {
        FaultyFile(WritableFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer source, long position) {
            ContextDbException fault = fault(FileOperation.WRITE, path(), position + source.remaining() > size());
            if (fault != null) {
                int half = source.remaining() / 2;
                super.write(source.slice(source.position(), half), position);
                source.position(source.position() + half);
                throw fault;
            }
            super.write(source, position);
        }

        @Override
        public void preallocate(long size) {
            ContextDbException fault = fault(FileOperation.PREALLOCATE, path(), size > size());
            if (fault != null) {
                super.preallocate(size / 2);
                throw fault;
            }
            super.preallocate(size);
        }

        @Override
        public void truncate(long size) {
            check(FileOperation.TRUNCATE, path());
            super.truncate(size);
        }

        @Override
        public void force(boolean metadata) {
            check(FileOperation.SYNC, path());
            super.force(metadata);
        }
    }
}
