package io.contextdb.transfer;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;

/**
 * How a CSV file is written. All characters are ASCII.
 *
 * @param delimiter between fields; {@link #NONE} looks at the header: the one of comma, tab and bar that stands there
 *     most often
 * @param arrayDelimiter between the elements of an array or several labels in one field
 * @param quote around fields that hold a delimiter
 * @param comment lines that begin with this are skipped; {@link #NONE} for none
 * @param header the header of files that have none; empty when their first line is the header
 */
public record CsvFormat(char delimiter, char arrayDelimiter, char quote, char comment, String header) {
    /** No character. */
    public static final char NONE = '\0';

    /** Checks that the characters are ASCII and differ. */
    public CsvFormat {
        char[] all = {delimiter, arrayDelimiter, quote, comment};
        for (int i = 0; i < all.length; i++) {
            if (all[i] > 127 || all[i] == '\n' || all[i] == '\r') {
                throw invalid("the character " + (int) all[i] + " separates nothing in CSV; use one of ASCII");
            }
            for (int j = 0; j < i; j++) {
                if (all[i] == all[j] && all[i] != NONE) {
                    throw invalid("'" + all[i] + "' has two meanings in one CSV file");
                }
            }
        }
    }

    /** Commas, tabs or bars by the header, {@code ;} in arrays, double quotes, no comments. */
    public static CsvFormat defaults() {
        return new CsvFormat(NONE, ';', '"', NONE, "");
    }

    /** The same with the delimiter that {@code headerLine} uses, when none is set. */
    public CsvFormat delimitedAs(String headerLine) {
        if (delimiter != NONE) {
            return this;
        }
        char best = ',';
        for (char candidate : new char[] {',', '\t', '|'}) {
            boolean free = candidate != arrayDelimiter && candidate != quote && candidate != comment;
            if (free && count(headerLine, candidate) > count(headerLine, best)) {
                best = candidate;
            }
        }
        return new CsvFormat(best, arrayDelimiter, quote, comment, header);
    }

    private static long count(String text, char character) {
        return text.chars().filter(each -> each == character).count();
    }

    private static ContextDbException invalid(String message) {
        return new ContextDbException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
