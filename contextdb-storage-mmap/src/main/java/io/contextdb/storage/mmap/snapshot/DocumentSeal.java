package io.contextdb.storage.mmap.snapshot;

import io.contextdb.storage.mmap.file.Corruption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The checksum at the end of a JSON document: a last member {@code "checksum"} with the SHA-256 of all bytes before the
 * comma in front of it. It is checked on the bytes, before anything is parsed.
 */
final class DocumentSeal {
    private static final byte[] MEMBER = bytes(",\n  \"checksum\" : \"");
    private static final byte[] END = bytes("\"\n}\n");
    private static final int DIGEST_CHARACTERS = 64;
    private static final int SEAL_BYTES = MEMBER.length + DIGEST_CHARACTERS + END.length;

    private DocumentSeal() {}

    /** Adds the checksum to an object that was written with an indentation of two. */
    static byte[] seal(byte[] object) {
        byte[] close = bytes("\n}");
        int length = object.length - close.length;
        assert Arrays.equals(object, length, object.length, close, 0, close.length);
        byte[] document = Arrays.copyOf(object, length + SEAL_BYTES);
        byte[] tail = tail(document, length);
        System.arraycopy(tail, 0, document, length, SEAL_BYTES);
        return document;
    }

    /** The object without its checksum; {@code CORRUPTION} when that does not agree. */
    static byte[] open(Path path, byte[] document) {
        int length = document.length - SEAL_BYTES;
        if (length < 0 || !Arrays.equals(document, length, document.length, tail(document, length), 0, SEAL_BYTES)) {
            throw Corruption.at(path, Math.max(0, length), "the document does not end with the checksum of its bytes");
        }
        byte[] close = bytes("\n}");
        byte[] object = Arrays.copyOf(document, length + close.length);
        System.arraycopy(close, 0, object, length, close.length);
        return object;
    }

    private static byte[] tail(byte[] document, int length) {
        MessageDigest sha256 = sha256();
        sha256.update(document, 0, length);
        byte[] digest = bytes(HexFormat.of().formatHex(sha256.digest()));
        byte[] tail = Arrays.copyOf(MEMBER, SEAL_BYTES);
        System.arraycopy(digest, 0, tail, MEMBER.length, DIGEST_CHARACTERS);
        System.arraycopy(END, 0, tail, MEMBER.length + DIGEST_CHARACTERS, END.length);
        return tail;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
