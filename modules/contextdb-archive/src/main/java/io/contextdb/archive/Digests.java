package io.contextdb.archive;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over mapped files. */
final class Digests {
    /** Large files are read in pieces of this size. */
    static final long PIECE_BYTES = 1 << 20;

    private Digests() {}

    /** The SHA-256 of bytes in hexadecimal. */
    static String sha256(MemorySegment bytes) {
        MessageDigest digest = sha256();
        update(digest, bytes);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of nothing yet. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Adds bytes. */
    static void update(MessageDigest digest, MemorySegment bytes) {
        for (long offset = 0; offset < bytes.byteSize(); offset += PIECE_BYTES) {
            digest.update(bytes.asSlice(offset, Math.min(PIECE_BYTES, bytes.byteSize() - offset))
                    .asByteBuffer());
        }
    }
}
