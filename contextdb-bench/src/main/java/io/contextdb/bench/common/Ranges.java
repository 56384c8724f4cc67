package io.contextdb.bench.common;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;

/** Options with numbers. */
public final class Ranges {
    private Ranges() {}

    /** {@code INVALID_ARGUMENT} when the value of an option is not in its range. */
    public static void check(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT, option + " " + value + "; it must be " + min + " to " + max);
        }
    }
}
