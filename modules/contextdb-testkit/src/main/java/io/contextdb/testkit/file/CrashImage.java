package io.contextdb.testkit.file;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a disk holds after a crash. */
public final class CrashImage {
    private final Map<Path, byte[]> files;
    private final Set<Path> directories;

    /** Of files and directories; the arrays are not copied. */
    CrashImage(Map<Path, byte[]> files, Set<Path> directories) {
        this.files = new TreeMap<>(files);
        this.directories = new TreeSet<>(directories);
    }

    /** The paths of its files, in order. */
    public Set<Path> paths() {
        return Set.copyOf(files.keySet());
    }

    /** A file system in memory with this content. */
    public MemoryFileSystem toFileSystem() {
        MemoryFileSystem target = new MemoryFileSystem();
        directories.forEach(target::createDirectories);
        files.forEach(target::put);
        return target;
    }

    /** Writes the content, whose paths lie below {@code root}, to the same places below {@code directory}. */
    public void writeTo(FileSystem target, Path root, Path directory) {
        directories.forEach(path -> target.createDirectories(directory.resolve(root.relativize(path))));
        files.forEach((path, bytes) -> {
            try (WritableFile file = target.create(directory.resolve(root.relativize(path)))) {
                file.write(ByteBuffer.wrap(bytes), 0);
            }
        });
    }

    /** The SHA-256 of names and contents, to tell how many images are distinct. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, bytes) -> {
                digest.update(path.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(ByteBuffer.allocate(Integer.BYTES + 1)
                        .putInt(1, bytes.length)
                        .array());
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
