package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * {@code metadata/FORMAT}: what makes a directory a database. Six lines of UTF-8, each ended by a line feed:
 *
 * <pre>
 * contextdb 1            the magic word and the version of the directory's format, a decimal number
 * storage mmap           the storage provider that keeps the data
 * consensus single       the provider of the commit log
 * database 0123...cdef   the {@link DatabaseId}, 32 hexadecimal digits
 * log present            there must be a log; or, before the first was made: log begins after 17
 * checksum 89abcdef      CRC32C of the bytes before this line, 8 hexadecimal digits
 * </pre>
 *
 * <p>The first and the last line keep their places and meaning in all versions; a reader that meets a higher version
 * stops there. The file is written under a temporary name that is then changed: when the database is created, or
 * restored, with the number of the last command that its newest snapshot holds, 0 for none; and once more as soon as
 * the log that goes on from there is durable. So a crash between the two makes the log anew, and a log that is missing
 * later is told from one that was never there.
 *
 * @param storage the storage provider's name
 * @param consensus the commit log provider's name
 * @param database which database it is
 * @param logBegin the command behind which the log is to begin; empty when there is a log
 */
public record FormatFile(String storage, String consensus, DatabaseId database, OptionalLong logBegin) {
    /** The version written. */
    static final int VERSION = 1;

    /** Its name, in the directory {@code metadata}. */
    public static final String NAME = "FORMAT";

    static final String TEMPORARY_NAME = "FORMAT.new";

    private static final String MAGIC = "contextdb ";
    private static final List<String> FIELDS = List.of("storage ", "consensus ", "database ", "log ");
    private static final String LOG_PRESENT = "present";
    private static final String LOG_BEGINS = "begins after ";
    private static final String CHECKSUM = "checksum ";
    private static final int BYTES_MAX = 4096;

    /** The same file for a database that has its log, so that a missing one is damage. */
    FormatFile withLog() {
        return new FormatFile(storage, consensus, database, OptionalLong.empty());
    }

    /**
     * Reads the file.
     *
     * @throws ContextDbException {@code FORMAT_TOO_NEW}, {@code CORRUPTION}, or {@code NOT_A_DATABASE} when it is no
     *     file of ours
     */
    public static FormatFile read(FileSystem files, Path path) {
        String text = new String(files.readAll(path, BYTES_MAX), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 && !text.startsWith(MAGIC)) {
            throw new ContextDbException(ErrorCode.NOT_A_DATABASE, path + " is no format file of ContextDB");
        }
        if (end < 0 || !text.substring(end).equals(checksumLine(text.substring(0, end)))) {
            throw damaged(path, Math.max(end, 0), "it does not end with its checksum", null);
        }
        try {
            return parse(path, text.substring(0, end).lines().toList());
        } catch (IllegalArgumentException e) {
            throw damaged(path, 0, "it holds what nobody writes there: " + e.getMessage(), e);
        }
    }

    private static FormatFile parse(Path path, List<String> lines) {
        int version = Integer.parseInt(field(lines, 0, MAGIC));
        if (version > VERSION) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    path + " says that the database has format " + version + "; this version reads formats up to "
                            + VERSION + ": open it with a newer ContextDB");
        }
        List<String> values = FIELDS.stream()
                .map(name -> field(lines, 1 + FIELDS.indexOf(name), name))
                .toList();
        return new FormatFile(
                values.get(0), values.get(1), DatabaseId.parse(values.get(2)), parseLogBegin(values.get(3)));
    }

    private static String field(List<String> lines, int number, String name) {
        String line = number < lines.size() ? lines.get(number) : "";
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException("line " + (number + 1) + " is '" + line + "', not '" + name + "...'");
        }
        return line.substring(name.length());
    }

    private static OptionalLong parseLogBegin(String value) {
        return value.equals(LOG_PRESENT)
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(field(List.of(value), 0, LOG_BEGINS)));
    }

    private static ContextDbException damaged(Path path, int offset, String what, @Nullable Throwable cause) {
        return ContextDbException.damage(path + " is damaged at offset " + offset + ": " + what, cause);
    }

    private static String checksumLine(String before) {
        CRC32C checksum = new CRC32C();
        checksum.update(before.getBytes(StandardCharsets.ISO_8859_1));
        return CHECKSUM + HexFormat.of().toHexDigits((int) checksum.getValue()) + "\n";
    }

    private String text() {
        String log = logBegin.isPresent() ? LOG_BEGINS + logBegin.getAsLong() : LOG_PRESENT;
        List<Object> values = List.of(storage, consensus, database, log);
        StringBuilder text = new StringBuilder(MAGIC + VERSION + "\n");
        for (int i = 0; i < values.size(); i++) {
            text.append(FIELDS.get(i)).append(values.get(i)).append('\n');
        }
        return text + checksumLine(text.toString());
    }

    /** Writes the file into {@code metadata}, durably, whole or not at all. */
    public void write(FileSystem files, Path metadata) {
        Path temporary = metadata.resolve(TEMPORARY_NAME);
        files.delete(temporary);
        try (WritableFile file = files.create(temporary)) {
            file.write(ByteBuffer.wrap(text().getBytes(StandardCharsets.ISO_8859_1)), 0);
            file.force(true);
        }
        files.rename(temporary, metadata.resolve(NAME));
        files.syncDirectory(metadata);
    }
}
