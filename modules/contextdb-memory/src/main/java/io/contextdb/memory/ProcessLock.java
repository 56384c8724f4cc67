package io.contextdb.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock of a file against other processes and against others in this one.
 *
 * <p>POSIX takes all locks of a process on a file away when it closes any descriptor of that file. So a file that is
 * locked here must not be opened here a second time, not even to find out that it is locked: what this process holds is
 * known before. Others in the process may open it all the same, to copy the directory for example; so the file says as
 * well which process has it, {@code pid started identity}, the second in milliseconds since 1970 and the third that of
 * the file, which a copy does not share; and the lock is refused while that process lives. The file is empty when
 * nobody has it, and when the disk was full.
 */
final class ProcessLock implements AutoCloseable {
    private static final int RECORD_BYTES_MAX = 4096;

    /** Identities of the files that this process has locked; guarded by itself. */
    private static final Set<Object> HELD = new HashSet<>();

    private final Object identity;

    /** Not a channel, which an interrupt would close. */
    private final RandomAccessFile file;

    private boolean closed;

    private ProcessLock(Object identity, RandomAccessFile file) {
        this.identity = identity;
        this.file = file;
    }

    /**
     * The lock, or who has it.
     *
     * @param holder in words
     */
    record Attempt(@Nullable ProcessLock lock, String holder) {}

    /** Locks a file, which is created when it is missing. */
    static Attempt on(Path path) throws IOException {
        synchronized (HELD) {
            create(path);
            Object identity = identity(path);
            if (HELD.contains(identity)) {
                return new Attempt(null, "this process");
            }
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                String holder = lock(file, identity);
                if (holder == null) {
                    HELD.add(identity);
                    return new Attempt(new ProcessLock(identity, file), "this process");
                }
                file.close();
                return new Attempt(null, holder);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException present) {
            // As it is from the second time on; what exists is not opened by this.
        }
    }

    private static Object identity(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }

    /** Locks an open file; returns null, or who else has it. */
    private static @Nullable String lock(RandomAccessFile file, Object identity) throws IOException {
        try {
            if (file.getChannel().tryLock() == null) {
                return "another process";
            }
        } catch (OverlappingFileLockException e) {
            return "this process, by other classes of the same name";
        }
        String holder = livingHolder(file, identity);
        if (holder == null) {
            sign(file, identity);
        }
        return holder;
    }

    /**
     * Says who has the lock. On a full disk nobody does: the system's lock holds all the same, and who only reads needs
     * no room.
     */
    private static void sign(RandomAccessFile file, Object identity) throws IOException {
        file.setLength(0);
        file.seek(0);
        try {
            file.write(holderText(ProcessHandle.current(), identity).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!OsFileSystem.isDiskFull(e)) {
                throw e;
            }
            file.setLength(0);
        }
    }

    private static @Nullable String livingHolder(RandomAccessFile file, Object identity) throws IOException {
        byte[] bytes = new byte[RECORD_BYTES_MAX];
        int length = Math.max(0, file.read(bytes));
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        try {
            long pid = Long.parseLong(text.substring(0, Math.max(0, text.indexOf(' '))));
            return ProcessHandle.of(pid)
                    .filter(process -> pid != ProcessHandle.current().pid())
                    .filter(process -> holderText(process, identity).equals(text))
                    .map(process -> "process " + pid)
                    .orElse(null);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String holderText(ProcessHandle process, Object identity) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + " " + started + " " + identity;
    }

    /** Unlocks the file. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (!closed) {
                closed = true;
                HELD.remove(identity);
                try (file) {
                    file.setLength(0);
                }
            }
        }
    }
}
