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
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        for (long offset = 0; offset < bytes.byteSize(); offset += PIECE_BYTES) {
            digest.update(bytes.asSlice(offset, Math.min(PIECE_BYTES, bytes.byteSize() - offset))
                    .asByteBuffer());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
