package io.contextdb.objectstore.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.WritableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Objects as files below a directory, which is made with the first of them. */
final class FileObjectStore implements ObjectStore {
    private static final int COPY_BYTES = 1 << 20;
    private static final long READ_BYTES = 1 << 30;

    private final FileSystem files;
    private final Path root;
    private final Path uploads;

    FileObjectStore(FileSystem files, Path root) {
        this.files = files;
        this.root = root.toAbsolutePath().normalize();
        uploads = this.root.resolve(ObjectPaths.UPLOADS);
        AbandonedUploads.delete(uploads);
    }

    @Override
    public void put(String key, Path file, LongConsumer sent) {
        Path target = ObjectPaths.resolve(root, key);
        upload(upload -> copy(file, upload, sent), upload -> {
            makeParent(key, target);
            requireNoDirectory(key, target);
            files.rename(upload, target);
        });
        files.syncDirectory(parent(target));
    }

    @Override
    public void putIfAbsent(String key, MemorySegment content) {
        Path target = ObjectPaths.resolve(root, key);
        upload(upload -> write(content, upload), upload -> {
            makeParent(key, target);
            requireNoDirectory(key, target);
            try {
                files.link(upload, target);
            } catch (ContextDbException e) {
                if (e.code() == ErrorCode.ALREADY_EXISTS) {
                    // Whoever loses may rely on what is there, so it must not be lost again.
                    files.syncDirectory(parent(target));
                }
                throw e;
            }
        });
        files.syncDirectory(parent(target));
    }

    /** Writes a file under a name of its own, syncs it, and has it published; the name is gone afterwards. */
    private void upload(Consumer<WritableFile> content, Consumer<Path> publication) {
        requireDirectory();
        files.createDirectories(uploads);
        Path path = uploads.resolve(UUID.randomUUID().toString());
        try {
            try (WritableFile upload = files.create(path)) {
                content.accept(upload);
                upload.force(true);
            }
            publication.accept(path);
        } finally {
            files.delete(path);
        }
    }

    private void requireDirectory() {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(root)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "object store " + root + " is "
                            + (Files.exists(root) ? "a file" : "a symbolic link that leads nowhere")
                            + "; name a directory, or nothing yet");
        }
    }

    private void copy(Path source, WritableFile target, LongConsumer sent) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BYTES);
        long position = 0;
        int read;
        do {
            read = files.read(source, position, buffer.clear());
            target.write(buffer.flip(), position);
            position += read;
            sent.accept(read);
        } while (read == COPY_BYTES);
    }

    private static void write(MemorySegment content, WritableFile target) {
        for (long position = 0; position < content.byteSize(); position += READ_BYTES) {
            long length = Math.min(READ_BYTES, content.byteSize() - position);
            target.write(content.asSlice(position, length).asByteBuffer(), position);
        }
    }

    private void makeParent(String key, Path target) {
        try {
            files.createDirectories(parent(target));
        } catch (ContextDbException e) {
            throw e.code() == ErrorCode.ALREADY_EXISTS ? prefixConflict(key, e) : e;
        }
    }

    private static void requireNoDirectory(String key, Path target) {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw prefixConflict(key, null);
        }
    }

    private static ContextDbException prefixConflict(String key, @Nullable Throwable cause) {
        return new ContextDbException(
                ErrorCode.INVALID_ARGUMENT,
                "object key \"" + key
                        + "\": in a directory no key can be another one followed by a slash; rename one of them",
                cause);
    }

    @Override
    public void get(String key, long offset, MemorySegment into) {
        Path path = ObjectPaths.resolve(root, key);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ContextDbException(ErrorCode.FILE_NOT_FOUND, "no object has the key \"" + key + "\" in " + root);
        }
        long end = offset + into.byteSize();
        for (long done = 0; done < into.byteSize(); ) {
            long length = Math.min(READ_BYTES, into.byteSize() - done);
            int read = offset < 0
                    ? 0
                    : files.read(path, offset + done, into.asSlice(done, length).asByteBuffer());
            if (read < length) {
                throw new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT,
                        "bytes " + offset + " to " + end + " of object \"" + key + "\", which has " + files.size(path)
                                + " bytes");
            }
            done += read;
        }
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        Path path = ObjectPaths.resolve(root, key);
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(new ObjectInfo(
                            key,
                            files.size(path),
                            Files.getLastModifiedTime(path).toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ContextDbException(ErrorCode.IO_FAILURE, "cannot ask for " + path + ": " + e.getMessage(), e);
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void list(String prefix, Predicate<ObjectInfo> visitor) {
        try {
            new ObjectWalk(prefix, visitor).walk(root, "");
        } catch (IOException e) {
            throw new ContextDbException(ErrorCode.IO_FAILURE, "cannot list " + root + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void delete(Collection<String> keys) {
        Set<Path> parents = new LinkedHashSet<>();
        for (String key : keys) {
            Path path = ObjectPaths.resolve(root, key);
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                files.delete(path);
                parents.add(parent(path));
            }
        }
        parents.forEach(files::syncDirectory);
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    @Override
    public String toString() {
        return root.toUri().toString();
    }

    /** Nothing is open between calls. */
    @Override
    public void close() {}
}
