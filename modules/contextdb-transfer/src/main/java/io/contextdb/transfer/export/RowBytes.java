package io.contextdb.transfer.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of one row, used again for the next. */
final class RowBytes extends ByteArrayOutputStream {
    private static final int KEPT_BYTES_MAX = 1 << 20;

    /** Appends text in UTF-8. */
    void add(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a new row. */
    void begin() {
        reset();
        if (buf.length > KEPT_BYTES_MAX) {
            buf = new byte[KEPT_BYTES_MAX];
        }
    }
}
