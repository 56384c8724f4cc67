package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code metadata/FORMAT}: what makes a directory a database. Three lines of UTF-8, each ended by a line feed:
 *
 * <pre>
 * contextdb 1        the magic word and the version of the directory's format, a decimal number
 * storage mmap       the storage provider that keeps the data
 * consensus single   the provider of the commit log
 * </pre>
 *
 * <p>A reader that meets a higher version stops after the first line. The file is written when the database is created, under a temporary name
 * that is then changed, and never again.
 *
 * @param storage the storage provider's name
 * @param consensus the commit log provider's name
 */
record FormatFile(String storage, String consensus) {
    /** The version written. */
    static final int VERSION = 1;

    private static final String MAGIC = "contextdb ";
    private static final String STORAGE = "storage ";
    private static final String CONSENSUS = "consensus ";
    private static final int BYTES_MAX = 4096;

    /**
     * Reads the file.
     *
     * @throws ContextDbException {@code FORMAT_TOO_NEW}, or {@code NOT_A_DATABASE} when its first line is not ours
     */
    static FormatFile read(FileSystem files, Path path) {
        String text = new String(files.readAll(path, BYTES_MAX), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        int version = version(path, lines.isEmpty() ? "" : lines.getFirst());
        if (version > VERSION) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    path + " says that the database has format " + version + "; this version reads formats up to "
                            + VERSION + ": open it with a newer ContextDB");
        }
        if (lines.size() != 3
                || !lines.get(1).startsWith(STORAGE)
                || !lines.get(2).startsWith(CONSENSUS)) {
            throw new ContextDbException(ErrorCode.CORRUPTION, path + " is damaged: " + lines.size() + " lines");
        }
        return new FormatFile(
                lines.get(1).substring(STORAGE.length()), lines.get(2).substring(CONSENSUS.length()));
    }

    private static int version(Path path, String line) {
        try {
            if (line.startsWith(MAGIC)) {
                return Integer.parseInt(line.substring(MAGIC.length()));
            }
        } catch (NumberFormatException e) {
            throw notOurs(path, e);
        }
        throw notOurs(path, null);
    }

    private static ContextDbException notOurs(Path path, @Nullable Throwable cause) {
        return new ContextDbException(ErrorCode.NOT_A_DATABASE, path + " is no format file of ContextDB", cause);
    }

    /** Writes the file, durably, whole or not at all. */
    void write(FileSystem files, Path folder, String name, String temporaryName) {
        Path path = folder.resolve(name);
        Path temporary = folder.resolve(temporaryName);
        String text = MAGIC + VERSION + "\n" + STORAGE + storage + "\n" + CONSENSUS + consensus + "\n";
        files.delete(temporary);
        try (WritableFile file = files.create(temporary)) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            file.force(true);
        }
        files.rename(temporary, path);
        files.syncDirectory(folder);
    }
}
