package io.contextdb.api.spi;

import io.contextdb.api.DatabaseOptions.Durability;
import java.nio.file.Path;

/**
 * What a commit log is opened with.
 *
 * @param directory where its files lie, existing
 * @param files how files are reached
 * @param durability when a command counts as durable
 * @param segmentBytes the size of a preallocated log segment, a multiple of 4,096
 * @param database which database it is; the log's files say so, and one of another is refused with {@code FOREIGN_FILE}
 * @param create whether a log that has no files begins now, behind the command that starting it names; otherwise there
 *     must be one, and its absence is {@code CORRUPTION}
 */
public record CommitLogContext(
        Path directory,
        FileSystem files,
        Durability durability,
        int segmentBytes,
        DatabaseId database,
        boolean create) {
    /** The usual size of a segment. */
    public static final int SEGMENT_BYTES_DEFAULT = 64 << 20;

    /** For a log that belongs to no database, and begins when it is missing. */
    public CommitLogContext(Path directory, FileSystem files, Durability durability, int segmentBytes) {
        this(directory, files, durability, segmentBytes, DatabaseId.NONE, true);
    }
}
