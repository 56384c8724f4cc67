package io.contextdb.bench.common;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;

/** Options with numbers: {@code INVALID_ARGUMENT} when the value is not in its range. */
public final class Ranges {
    private Ranges() {}

    /** A whole number from {@code min} to {@code max}. */
    public static void check(String option, long value, long min, long max) {
        require(value >= min && value <= max, option + " " + value, min + " to " + max);
    }

    /** A number from {@code min} to {@code max}. */
    public static void check(String option, double value, long min, long max) {
        require(value >= min && value <= max, option + " " + value, min + " to " + max);
    }

    /** A whole number of {@code min} or more. */
    public static void atLeast(String option, long value, long min) {
        require(value >= min, option + " " + value, min + " or more");
    }

    /** A number above 0, up to {@code max}. */
    public static void positive(String option, double value, long max) {
        require(value > 0 && value <= max, option + " " + value, "above 0 and at most " + max);
    }

    private static void require(boolean valid, String asked, String range) {
        if (!valid) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, asked + "; it must be " + range);
        }
    }
}
