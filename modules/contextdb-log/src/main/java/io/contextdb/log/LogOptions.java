package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;

/**
 * How a log is opened.
 *
 * @param directory where its files lie, existing
 * @param files how they are reached
 * @param segmentBytes the greatest size of a segment, apart from one that a single large group needs: a multiple of
 *     4,096, from 16 KiB to 1 GiB. A new log starts with smaller ones
 * @param database which database it belongs to
 * @param create whether a log without files begins when it is recovered; otherwise that is {@code CORRUPTION}
 */
public record LogOptions(Path directory, FileSystem files, int segmentBytes, DatabaseId database, boolean create) {
    /** The least size of a segment. */
    public static final int SEGMENT_BYTES_MIN = 16 << 10;

    /** The greatest size of a segment. */
    public static final int SEGMENT_BYTES_MAX = 1 << 30;

    /** A log that belongs to no database, and begins when it is missing. */
    public LogOptions(Path directory, FileSystem files, int segmentBytes) {
        this(directory, files, segmentBytes, DatabaseId.NONE, true);
    }

    /** Checks the range. */
    public LogOptions {
        if (segmentBytes < SEGMENT_BYTES_MIN
                || segmentBytes > SEGMENT_BYTES_MAX
                || segmentBytes % SegmentHeader.BYTES != 0) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "log segments of " + segmentBytes + " bytes; they must be a multiple of " + SegmentHeader.BYTES
                            + " from " + SEGMENT_BYTES_MIN + " to " + SEGMENT_BYTES_MAX);
        }
    }
}
