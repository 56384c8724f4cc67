package io.contextdb.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The operating system's files. */
public final class OsFileSystem implements FileSystem {
    /** A file system needs no state. */
    public OsFileSystem() {}

    @Override
    public WritableFile create(Path path) {
        return open(path, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public WritableFile open(Path path) {
        return open(path, StandardOpenOption.READ);
    }

    private static WritableFile open(Path path, StandardOpenOption option) {
        return call(
                "open", path, () -> new OsWritableFile(path, OsChannel.open(path, StandardOpenOption.WRITE, option)));
    }

    @Override
    public MemorySegment map(Path path, Arena arena) {
        return call("map", path, () -> {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                long size = channel.size();
                return size == 0 ? MemorySegment.NULL : channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            }
        });
    }

    @Override
    public int read(Path path, long position, ByteBuffer target) {
        return call("read", path, () -> {
            try (OsChannel channel = OsChannel.open(path, StandardOpenOption.READ)) {
                return channel.read(target, position);
            }
        });
    }

    @Override
    public byte[] readAll(Path path, int bytesMax) {
        long size = size(path);
        if (size > bytesMax) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION, path + " has " + size + " bytes; at most " + bytesMax + " are expected");
        }
        return call("read", path, () -> Files.readAllBytes(path));
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public long size(Path path) {
        return call("read the size of", path, () -> Files.size(path));
    }

    @Override
    public List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        return call("list", directory, () -> {
            try (Stream<Path> entries = Files.list(directory)) {
                return entries.sorted().toList();
            }
        });
    }

    @Override
    public void createDirectories(Path directory) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory.toAbsolutePath();
                path != null && !Files.isDirectory(path);
                path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            // Somebody else may have made it since, which createDirectory would not allow.
            call("create the directory", path, () -> Files.createDirectories(path));
            Path parent = path.getParent();
            if (parent != null) {
                syncDirectory(parent);
            }
        }
    }

    @Override
    public void rename(Path source, Path target) {
        call(
                "rename",
                source,
                () -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return call("look at", other, () -> Files.isSameFile(one, other));
    }

    @Override
    public void link(Path existing, Path link) {
        call("link", link, () -> Files.createLink(link, existing));
    }

    @Override
    public void delete(Path path) {
        call("delete", path, () -> Files.deleteIfExists(path));
    }

    @Override
    public void syncDirectory(Path directory) {
        call("sync the directory", directory, () -> {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return directory;
        });
    }

    @Override
    public Space space(Path directory) {
        return call("measure the room of", directory, () -> {
            // A FileStore would read the table of mounts each time.
            File volume = directory.toFile();
            long total = volume.getTotalSpace();
            if (total == 0) {
                throw new NoSuchFileException(directory.toString());
            }
            return new Space(volume.getUsableSpace(), total);
        });
    }

    @Override
    public AutoCloseable lock(Path path) {
        ProcessLock.Attempt attempt = call("lock", path, () -> ProcessLock.on(path));
        if (attempt.lock() != null) {
            return attempt.lock();
        }
        throw new ContextDbException(
                ErrorCode.DATABASE_LOCKED,
                "the database with the lock " + path.toAbsolutePath() + " is open in " + attempt.holder()
                        + "; close it there first");
    }

    /** A file operation. */
    @FunctionalInterface
    interface Operation<T> {
        T run() throws IOException;
    }

    /**
     * Runs an operation and turns the operating system's errors into ours. A {@link FileChannel} that maps, locks, or
     * syncs a directory closes itself when its thread is interrupted; whoever writes the log then must not take it away
     * from everyone else, so the operation is run again on a channel of its own, and the interrupt kept for the caller.
     */
    static <T> T call(String verb, Path path, Operation<T> operation) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return operation.run();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    Thread.interrupted();
                } catch (IOException e) {
                    throw new ContextDbException(codeFor(e), "cannot " + verb + " " + path + ": " + reason(e), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ErrorCode codeFor(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> ErrorCode.FILE_NOT_FOUND;
            case FileAlreadyExistsException present -> ErrorCode.ALREADY_EXISTS;
            default -> isDiskFull(e) ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILURE;
        };
    }

    /** Whether an operation failed for want of room. */
    static boolean isDiskFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "it does not exist";
            case FileAlreadyExistsException present -> "it exists already";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
