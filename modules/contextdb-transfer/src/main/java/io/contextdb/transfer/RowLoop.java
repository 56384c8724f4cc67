package io.contextdb.transfer;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.input.RowSource;

/**
 * Hands on the rows of one file after the other, and decides of each refusal whether it concerns the row or ends the
 * import.
 */
final class RowLoop {
    private static final int ROWS_PER_REPORT = 1 << 12;

    private final Rejects rejects;
    private final boolean strict;
    private final ImportListener listener;
    private long rows;

    RowLoop(Rejects rejects, boolean strict, ImportListener listener) {
        this.rejects = rejects;
        this.strict = strict;
        this.listener = listener;
    }

    /** Rows of all files that were handed on. */
    long rows() {
        return rows;
    }

    /** Reads a file to its end. */
    void read(RowSource source) {
        rejects.begin(source.file().path());
        long fileRows = 0;
        long seen = 0;
        while (source.next()) {
            try {
                source.load();
                fileRows++;
            } catch (RowProblem problem) {
                refuse(source, problem.code(), problem.reason(), problem);
            } catch (ContextDbException failure) {
                if (!aboutRow(failure.code()) || source.concernsFile(failure.code())) {
                    throw at(source, failure.code(), reason(failure), failure);
                }
                refuse(source, failure.code(), reason(failure), failure);
            }
            if ((++seen & (ROWS_PER_REPORT - 1)) == 0) {
                report(source, fileRows);
            }
        }
        report(source, fileRows);
        rows += fileRows;
    }

    private void refuse(RowSource source, ErrorCode code, String reason, RuntimeException cause) {
        if (strict) {
            throw at(source, code, reason, cause);
        }
        rejects.add(source, code, reason);
    }

    private void report(RowSource source, long fileRows) {
        InputFile file = source.file();
        listener.progress(file.path(), fileRows, file.sizeRead(), file.size());
    }

    /** Whether an error of the loader is about what the row says, so that the next row may be fine. */
    private static boolean aboutRow(ErrorCode code) {
        return switch (code.category()) {
            case INPUT -> code != ErrorCode.INVALID_CONFIGURATION;
            case NOT_FOUND -> code == ErrorCode.NODE_NOT_FOUND;
            case CONFLICT -> code == ErrorCode.NODE_EXISTS;
            case UNAVAILABLE, IO, PLUGIN, ACCESS, REQUEST -> false;
        };
    }

    private static ContextDbException at(RowSource source, ErrorCode code, String reason, RuntimeException cause) {
        return new ContextDbException(code, source.file().path() + ", " + source.position() + ": " + reason, cause);
    }

    /** The message without the code in front. */
    private static String reason(ContextDbException failure) {
        return failure.getMessage().substring(failure.code().code().length() + ": ".length());
    }
}
