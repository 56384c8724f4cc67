package io.contextdb.transfer.input;

import java.util.Arrays;

/**
 * The window of a file in which one record lies whole. {@link #fill} moves the record to the front, grows the window
 * when the record needs it, and reads on. Readers work on {@link #bytes} directly, which is what makes them fast;
 * offsets within a record stay valid across a fill when they are counted from {@link #start}.
 */
public final class RecordBuffer {
    /** The longest record, in bytes. */
    public static final int RECORD_BYTES_MAX = 64 << 20;

    private static final int INITIAL_BYTES = 1 << 18;

    /** The window. Replaced by a longer array when it grows. */
    public byte[] bytes = new byte[INITIAL_BYTES];

    /** Where the present record begins. */
    public int start;

    /** The next byte to look at. */
    public int position;

    /** One behind the last byte there is. */
    public int limit;

    private final InputFile file;
    private boolean ended;

    /** A window at the front of {@code file}; a byte order mark is skipped. */
    public RecordBuffer(InputFile file) {
        this.file = file;
        limit = file.readFully(bytes, 0, 3);
        if (limit == 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            position = 3;
        }
        start = position;
    }

    /** Says that a record begins at the position. */
    public void mark() {
        start = position;
    }

    /**
     * Reads on; false at the end of the file.
     *
     * @param line the line the record begins on, for the error when it is too long
     */
    public boolean fill(long line) {
        if (ended) {
            return false;
        }
        int kept = limit - start;
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, kept);
            position -= start;
            limit = kept;
            start = 0;
        }
        if (limit == bytes.length) {
            if (limit >= RECORD_BYTES_MAX) {
                throw Malformed.file(
                        file.path(),
                        "line " + line,
                        "a row longer than the limit of " + RECORD_BYTES_MAX
                                + " bytes begins here; is a quote left open?");
            }
            bytes = Arrays.copyOf(bytes, limit * 2);
        }
        int count = file.read(bytes, limit, bytes.length - limit);
        ended = count < 0;
        limit += Math.max(0, count);
        return !ended;
    }

    /** The file behind the window. */
    public InputFile file() {
        return file;
    }
}
