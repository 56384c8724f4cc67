package io.contextdb.storage.mmap.file;

import io.contextdb.memory.Crc32c;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The sums over a file that is being written: of each block, of the whole, and of the parts of its footer. */
final class FileDigests {
    private static final long PIECE_BYTES = 1 << 20;

    private final int blockBytes;
    private final Crc32c whole = new Crc32c();
    private final Crc32c part = new Crc32c();
    private final MessageDigest sha256 = sha256();
    private int[] blocks = new int[16];
    private int blockCount;

    FileDigests(int blockBytes) {
        this.blockBytes = blockBytes;
    }

    /** The SHA-256 of bytes in hexadecimal. */
    static String sha256(MemorySegment bytes) {
        MessageDigest digest = sha256();
        for (long offset = 0; offset < bytes.byteSize(); offset += PIECE_BYTES) {
            digest.update(bytes.asSlice(offset, Math.min(PIECE_BYTES, bytes.byteSize() - offset))
                    .asByteBuffer());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Adds bytes of the body: whole blocks, except at its end. */
    void body(MemorySegment bytes) {
        for (long offset = 0; offset < bytes.byteSize(); offset += blockBytes) {
            if (blockCount == blocks.length) {
                blocks = Arrays.copyOf(blocks, 2 * blocks.length);
            }
            blocks[blockCount++] = Crc32c.of(bytes.asSlice(offset, Math.min(blockBytes, bytes.byteSize() - offset)));
        }
        add(bytes);
    }

    /** Begins the sum over a part of the footer. */
    void beginPart() {
        part.reset();
    }

    /** Adds bytes of the footer. */
    void footer(MemorySegment bytes) {
        part.update(bytes);
        add(bytes);
    }

    private void add(MemorySegment bytes) {
        whole.update(bytes);
        sha256.update(bytes.asByteBuffer());
    }

    int blocks() {
        return blockCount;
    }

    int block(int index) {
        return blocks[index];
    }

    /** The CRC32C of the footer since {@link #beginPart}. */
    int part() {
        return part.value();
    }

    /** The CRC32C of everything so far. */
    int total() {
        return whole.value();
    }

    /** The first four bytes of the SHA-256 of everything so far, as a little-endian number. */
    int digestPrefix() {
        try {
            byte[] digest = ((MessageDigest) sha256.clone()).digest();
            return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the SHA-256 of every Java platform can be cloned", e);
        }
    }

    /** What is known of the file, when all was added. */
    FileSummary summary(long bytes) {
        return new FileSummary(bytes, whole.value(), HexFormat.of().formatHex(sha256.digest()));
    }
}
