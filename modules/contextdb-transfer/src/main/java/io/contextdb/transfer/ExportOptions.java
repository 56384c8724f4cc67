package io.contextdb.transfer;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.time.Instant;

/**
 * How a database is exported.
 *
 * @param format the form
 * @param gzip whether files of text are compressed; vectors never are, so that they can be mapped
 * @param rowsPerFile the most nodes, edges or vectors of one file, 1 to 100,000,000
 * @param timestamp the time that is written into the export's description
 */
public record ExportOptions(ExportFormat format, boolean gzip, int rowsPerFile, Instant timestamp) {
    private static final int ROWS_PER_FILE_MAX = 100_000_000;
    private static final int ROWS_PER_FILE_DEFAULT = 1_000_000;

    /** Checks the range. */
    public ExportOptions {
        if (rowsPerFile < 1 || rowsPerFile > ROWS_PER_FILE_MAX) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "rowsPerFile " + rowsPerFile + "; it must be 1 to " + ROWS_PER_FILE_MAX);
        }
    }

    /** Plain files of at most a million rows, exported now. */
    public static ExportOptions of(ExportFormat format) {
        return new ExportOptions(format, false, ROWS_PER_FILE_DEFAULT, Instant.now());
    }

    /** The same with files of text compressed or not. */
    public ExportOptions gzip(boolean value) {
        return new ExportOptions(format, value, rowsPerFile, timestamp);
    }

    /** The same with this many rows in a file at most. */
    public ExportOptions rowsPerFile(int value) {
        return new ExportOptions(format, gzip, value, timestamp);
    }

    /** The same with this time in the description. */
    public ExportOptions timestamp(Instant value) {
        return new ExportOptions(format, gzip, rowsPerFile, value);
    }
}
