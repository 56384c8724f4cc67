package io.contextdb.cli.command;

import io.contextdb.api.ErrorCode;

/** The exit codes of the command line. They are part of its interface: scripts branch on them. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** Input or a plug-in is wrong, or something unexpected happened. */
    public static final int FAILURE = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** What was asked for does not exist. */
    public static final int NOT_FOUND = 3;
    /** The request contradicts what is there. */
    public static final int CONFLICT = 4;
    /** A server does not know who asks, or does not allow it. */
    public static final int ACCESS = 5;
    /** The database cannot serve now. */
    public static final int UNAVAILABLE = 69;
    /** Files or the operating system failed, or stored data are damaged. */
    public static final int IO = 74;
    /** A server did not answer in time. */
    public static final int TIMEOUT = 124;
    /** Interrupted. */
    public static final int INTERRUPT = 130;
    /** Whoever read standard output has gone; other programs are ended by SIGPIPE then. */
    public static final int READER_GONE = 141;

    private ExitCode() {}

    /** The exit code for an error: its category decides, except that a wrong argument is a question of usage. */
    public static int of(ErrorCode error) {
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
            case ACCESS -> ACCESS;
            case REQUEST -> ofRequest(error);
        };
    }

    private static int ofRequest(ErrorCode error) {
        return switch (error) {
            case TIMEOUT -> TIMEOUT;
            case PRECONDITION_FAILED -> CONFLICT;
            case RATE_LIMITED, OVERLOADED -> UNAVAILABLE;
            default -> FAILURE;
        };
    }
}
