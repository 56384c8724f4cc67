package io.contextdb.server.problem;

import io.contextdb.api.ErrorCode;
import java.util.List;
import java.util.Objects;

/** A request that is refused before, or instead of, asking the database. Has no stack trace: it is no fault of ours. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldError> errors;

    /** A refusal as a whole. */
    public RequestException(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    /** A refusal because of some places in the request. */
    public RequestException(ErrorCode code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** What was asked, the value seen, the limit, what to do. */
    public String detail() {
        return Objects.requireNonNull(getMessage());
    }

    /** What is wrong with which place. */
    public List<FieldError> errors() {
        return errors;
    }
}
