package io.contextdb.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request or an answer of HTTP/1.1, as bytes.
 *
 * @param head with the empty line that ends it
 * @param body as it was sent, chunks with their lengths
 */
record HttpMessage(byte[] head, byte[] body) {
    private static final int HEAD_BYTES_MAX = 1 << 16;

    /** The first line. */
    String start() {
        return text().substring(0, text().indexOf('\r'));
    }

    private String text() {
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a message.
     *
     * @param bodiless whether it is an answer that has no body, whatever its head says
     * @throws EOFException when the connection was closed before it
     */
    static HttpMessage read(InputStream in, boolean bodiless) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!endsHead(head)) {
            int next = in.read();
            if (next < 0 || head.size() == HEAD_BYTES_MAX) {
                throw new EOFException("after " + head.size() + " bytes of a head");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        byte[] body = new byte[0];
        if (!bodiless && text.contains("\r\ntransfer-encoding: chunked")) {
            body = readChunks(in);
        } else if (!bodiless && text.contains("\r\ncontent-length:")) {
            String length = text.replaceFirst("(?s).*\r\ncontent-length: *(\\d+)\r\n.*", "$1");
            body = in.readNBytes(Integer.parseInt(length));
        }
        return new HttpMessage(head.toByteArray(), body);
    }

    private static boolean endsHead(ByteArrayOutputStream head) {
        byte[] bytes = head.toByteArray();
        int length = bytes.length;
        return length >= 4
                && bytes[length - 4] == '\r'
                && bytes[length - 3] == '\n'
                && bytes[length - 2] == '\r'
                && bytes[length - 1] == '\n';
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length;
        do {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("within chunks");
                }
                line.append((char) next);
            }
            body.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            length = Integer.parseInt(line.toString().trim(), 16);
            body.write(in.readNBytes(length + 2));
        } while (length > 0);
        return body.toByteArray();
    }
}
