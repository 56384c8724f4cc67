package io.contextdb.transfer.input;

import io.contextdb.api.ErrorCode;

/**
 * What is wrong with one row. The message says why; who reads the file adds where, and refuses the row or the whole
 * import.
 */
public final class RowProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String reason;

    /** A row that cannot be understood. */
    public RowProblem(String message) {
        this(ErrorCode.MALFORMED_INPUT, message);
    }

    /** A row that can be understood but not followed. */
    public RowProblem(ErrorCode code, String message) {
        // A stack trace would cost more than reading the row, and files can be wrong from end to end.
        super(message, null, false, false);
        this.code = code;
        reason = message;
    }

    /** Why the row is refused. */
    public String reason() {
        return reason;
    }

    /** The code the row is refused with. */
    public ErrorCode code() {
        return code;
    }
}
