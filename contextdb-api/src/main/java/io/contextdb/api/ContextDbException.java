package io.contextdb.api;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operating error of ContextDB. Its message names what was asked, the value seen, the limit, and what to do; its
 * {@link #code()} is stable. One class serves all errors: callers tell them apart by code or
 * {@link ErrorCode#category()}.
 */
public final class ContextDbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String damagedFile;

    /** An error with this code and message; the code is put in front of the message. */
    public ContextDbException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with this code and message that was caused by another. */
    public ContextDbException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, cause, null);
    }

    private ContextDbException(
            ErrorCode code, String message, @Nullable Throwable cause, @Nullable String damagedFile) {
        super(code.code() + ": " + message, cause);
        this.code = code;
        this.damagedFile = damagedFile;
    }

    /**
     * A file is damaged that can be made anew, such as that of an index.
     *
     * @param file what {@link #damagedFile} tells
     */
    public static ContextDbException damageOf(String file, String message) {
        return new ContextDbException(ErrorCode.CORRUPTION, message, null, file);
    }

    /** A file of a database is damaged. The message goes on with what to do about it. */
    public static ContextDbException damage(String what) {
        return damage(what, null);
    }

    /** The same, found out by another error. */
    public static ContextDbException damage(String what, @Nullable Throwable cause) {
        return new ContextDbException(
                ErrorCode.CORRUPTION, what + "; 'contextdb repair' tells what can be done", cause);
    }

    /** The code and what was asked, the value seen, the limit, what to do. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The stable code of this error. */
    public ErrorCode code() {
        return code;
    }

    /**
     * The damaged file that can be made anew: its path, or what else says where it is; empty when the error is about
     * something else.
     */
    public Optional<String> damagedFile() {
        return Optional.ofNullable(damagedFile);
    }
}
