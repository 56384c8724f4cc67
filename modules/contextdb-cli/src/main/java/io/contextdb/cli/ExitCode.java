package io.contextdb.cli;

import io.contextdb.api.ErrorCode;

/** The exit codes of the command line. They are part of its interface: scripts branch on them. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 3;
    static final int CONFLICT = 4;
    static final int UNAVAILABLE = 69;
    static final int IO = 74;
    static final int INTERRUPT = 130;

    private ExitCode() {}

    /** The exit code for an error: its category decides, except that a wrong argument is a question of usage. */
    static int of(ErrorCode error) {
        if (error == ErrorCode.CANCELLED) {
            return INTERRUPT;
        }
        if (error == ErrorCode.INVALID_ARGUMENT || error == ErrorCode.INVALID_CONFIGURATION) {
            return USAGE;
        }
        return switch (error.category()) {
            case INPUT, PLUGIN -> FAILURE;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case UNAVAILABLE -> UNAVAILABLE;
            case IO -> IO;
        };
    }
}
