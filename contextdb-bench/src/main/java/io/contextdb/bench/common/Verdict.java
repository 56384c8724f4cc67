package io.contextdb.bench.common;

/** How a benchmark that checks what it measures ends. */
public final class Verdict {
    private static final int RIGHT = 0;
    private static final int VIOLATED = 74;

    private Verdict() {}

    /** The exit code of a command: 74, as for damage, when something was wrong. */
    public static int exitCode(boolean right) {
        return right ? RIGHT : VIOLATED;
    }
}
