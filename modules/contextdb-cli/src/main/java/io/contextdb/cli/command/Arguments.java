package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;

/** Arguments that need more than picocli's conversions. */
final class Arguments {
    private Arguments() {}

    /** An id: an unsigned 64-bit number. */
    static long id(String option, String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    option + " '" + text + "'; it must be a number from 0 to 18446744073709551615");
        }
    }
}
