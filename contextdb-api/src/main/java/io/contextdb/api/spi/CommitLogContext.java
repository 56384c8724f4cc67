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
 */
public record CommitLogContext(Path directory, FileSystem files, Durability durability, int segmentBytes) {
    /** The usual size of a segment. */
    public static final int SEGMENT_BYTES_DEFAULT = 64 << 20;
}
