package io.contextdb.transfer.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what cannot be decoded is an error, not a replacement character. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** Decodes {@code length} bytes. */
    public static String decode(byte[] bytes, int offset, int length) {
        // The String constructor is far faster than a decoder; only text with a replacement character needs a second
        // look.
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            } catch (CharacterCodingException failure) {
                throw new RowProblem("text that is not UTF-8 (" + failure.getMessage() + ")");
            }
        }
        return text;
    }
}
