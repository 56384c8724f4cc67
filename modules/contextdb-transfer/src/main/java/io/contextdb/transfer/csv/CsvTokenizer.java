package io.contextdb.transfer.csv;

import io.contextdb.transfer.CsvFormat;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import io.contextdb.transfer.input.RecordBuffer;
import io.contextdb.transfer.input.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a CSV file into rows and fields as RFC 4180 says: fields may be quoted, a quote within is doubled, a quoted
 * field may hold delimiters and line ends. Rows end with LF, CR LF or CR; empty lines are skipped.
 *
 * <p>A field that is quoted and empty is an empty string; one that is just empty is no value ({@link #isMissing}).
 * Fields are looked at in place, until the next call of {@link #next()}.
 */
public final class CsvTokenizer implements AutoCloseable {
    private static final int FIELDS_MAX = 1 << 16;
    private static final int NO_COMMENT = -1000;

    private final InputFile file;
    private final RecordBuffer window;
    private final byte delimiter;
    private final byte quote;
    private final int comment;

    // Offsets from the start of the row, so that they outlive a move of the window.
    private int[] begins = new int[16];
    private int[] ends = new int[16];
    private boolean[] quoted = new boolean[16];
    private boolean[] doubled = new boolean[16];
    private int fields;
    private int rowEnd;

    private long line = 1;
    private long nextLine = 1;
    private @Nullable String flaw;
    private long number;

    /** Reads {@code file} in this form, which must name its delimiter, from its first line on. */
    public CsvTokenizer(InputFile file, CsvFormat format) {
        this.file = file;
        window = new RecordBuffer(file);
        delimiter = (byte) format.delimiter();
        quote = (byte) format.quote();
        comment = format.comment() == CsvFormat.NONE ? NO_COMMENT : (byte) format.comment();
    }

    /** Goes to the next row; false at the end of the file. */
    public boolean next() {
        while (startRow()) {
            readRow();
            boolean empty = fields == 1 && ends[0] == begins[0] && !quoted[0];
            if (!empty) {
                return true;
            }
        }
        return false;
    }

    /** The line the row begins on, from 1. */
    public long line() {
        return line;
    }

    /** How many fields the row has. */
    public int fields() {
        return fields;
    }

    /** What is wrong with the row's quotes, or null. */
    public @Nullable String flaw() {
        return flaw;
    }

    /** Whether the field is empty and not quoted. */
    public boolean isMissing(int field) {
        return ends[field] == begins[field] && !quoted[field];
    }

    /** The field as text. */
    public String text(int field) {
        String text = Utf8.decode(window.bytes, window.start + begins[field], ends[field] - begins[field]);
        if (!doubled[field]) {
            return text;
        }
        String mark = String.valueOf((char) (quote & 0xff));
        return text.replace(mark + mark, mark);
    }

    /** The bytes {@link #offset} points into. */
    byte[] bytes() {
        return window.bytes;
    }

    /** Where the field's bytes begin. */
    int offset(int field) {
        return window.start + begins[field];
    }

    /** How many bytes the field has, doubled quotes counted as they stand. */
    int length(int field) {
        return ends[field] - begins[field];
    }

    /** Whether the field is an unsigned decimal number below 2^64; {@link #number()} then holds it. */
    public boolean isUnsigned(int field) {
        byte[] bytes = window.bytes;
        int at = window.start + begins[field];
        int end = window.start + ends[field];
        if (at == end || end - at > 20) {
            return false;
        }
        if (end - at >= 19) {
            return isLongUnsigned(at, end);
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        number = value;
        return true;
    }

    /** What the last {@link #isUnsigned} that said yes has read. */
    public long number() {
        return number;
    }

    /** The row as it stands in the file, at most {@code length} bytes of it. */
    public String raw(int length) {
        return new String(window.bytes, window.start, Math.min(length, rowEnd), StandardCharsets.UTF_8);
    }

    /** The file that is read. */
    public InputFile file() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }

    private boolean isLongUnsigned(int at, int end) {
        try {
            // 19 and 20 digits may exceed 64 bits, which the library checks.
            for (int i = at; i < end; i++) {
                if (window.bytes[i] < '0' || window.bytes[i] > '9') {
                    return false;
                }
            }
            number = Long.parseUnsignedLong(new String(window.bytes, at, end - at, StandardCharsets.ISO_8859_1));
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private boolean startRow() {
        line = nextLine;
        fields = 0;
        flaw = null;
        window.mark();
        while (window.position < window.limit || window.fill(line)) {
            if (window.bytes[window.position] != comment) {
                return true;
            }
            skipLine();
            line = nextLine;
            window.mark();
        }
        return false;
    }

    private void skipLine() {
        while (window.position < window.limit || window.fill(line)) {
            byte value = window.bytes[window.position];
            if (value == '\n' || value == '\r') {
                endLine(value);
                return;
            }
            window.position++;
            // Nothing of a comment is kept, so it may be as long as it likes.
            window.mark();
        }
    }

    private void readRow() {
        boolean more = true;
        while (more) {
            if (fields == FIELDS_MAX) {
                throw Malformed.file(file.path(), "line " + line, "more than " + FIELDS_MAX + " fields in a row");
            }
            if (fields == begins.length) {
                growFields();
            }
            boolean inQuotes =
                    (window.position < window.limit || window.fill(line)) && window.bytes[window.position] == quote;
            quoted[fields] = inQuotes;
            doubled[fields] = false;
            more = inQuotes ? readQuoted() : readPlain();
            fields++;
        }
    }

    /** Reads a field up to its end and over the delimiter or line end behind it; whether another field follows. */
    private boolean readPlain() {
        begins[fields] = window.position - window.start;
        return readToEnd(true);
    }

    private boolean readToEnd(boolean partOfField) {
        while (true) {
            byte[] bytes = window.bytes;
            int limit = window.limit;
            int at = window.position;
            while (at < limit) {
                byte value = bytes[at];
                if (value == delimiter || value == '\n' || value == '\r') {
                    break;
                }
                at++;
            }
            window.position = at;
            if (at < limit || !window.fill(line)) {
                break;
            }
        }
        int end = window.position - window.start;
        if (partOfField) {
            ends[fields] = end;
        }
        rowEnd = end;
        if (window.position == window.limit) {
            return false;
        }
        byte last = window.bytes[window.position];
        if (last == delimiter) {
            window.position++;
            return true;
        }
        endLine(last);
        return false;
    }

    private void endLine(byte first) {
        window.position++;
        nextLine++;
        if (first == '\r'
                && (window.position < window.limit || window.fill(line))
                && window.bytes[window.position] == '\n') {
            window.position++;
        }
    }

    private boolean readQuoted() {
        window.position++;
        begins[fields] = window.position - window.start;
        while (true) {
            if (window.position == window.limit && !window.fill(line)) {
                throw Malformed.file(
                        file.path(), "line " + line, "a quote opened in field " + (fields + 1) + " is never closed");
            }
            byte value = window.bytes[window.position++];
            if (value == quote) {
                if ((window.position < window.limit || window.fill(line)) && window.bytes[window.position] == quote) {
                    doubled[fields] = true;
                    window.position++;
                } else {
                    break;
                }
            } else if (value == '\n' || (value == '\r' && !followedByLineFeed())) {
                nextLine++;
            }
        }
        int end = window.position - 1 - window.start;
        ends[fields] = end;
        boolean more = readToEnd(false);
        if (rowEnd != end + 1) {
            flaw = "text behind the closing quote of field " + (fields + 1);
        }
        return more;
    }

    private boolean followedByLineFeed() {
        return (window.position < window.limit || window.fill(line)) && window.bytes[window.position] == '\n';
    }

    private void growFields() {
        int capacity = fields * 2;
        begins = Arrays.copyOf(begins, capacity);
        ends = Arrays.copyOf(ends, capacity);
        quoted = Arrays.copyOf(quoted, capacity);
        doubled = Arrays.copyOf(doubled, capacity);
    }
}
