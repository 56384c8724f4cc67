package io.contextdb.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A mapped file of checked blocks that is read in place. Opening it reads one block, whatever its size; a block of the
 * body is checked when it is first asked for, so a damaged byte is found before it is used and never given as an
 * answer.
 *
 * <p>The format, little endian, written by {@link CheckedFileWriter}:
 *
 * <pre>
 * byte  0   8 bytes   magic, which names the kind of file
 *       8   4 bytes   version of that kind's format
 *      12   4 bytes   CRC32C of block 0 with these four bytes zero
 *      16   8 bytes   bytes of the file
 *      24   8 bytes   bytes of the body, a multiple of 4,096
 *      32             header: 32-bit numbers, whose meaning the kind defines, zeros up to byte 4,096
 *    4096             body: blocks of 4,096 bytes
 *                     4 bytes for each block of the body: its CRC32C
 * </pre>
 *
 * <p>Safe for any number of threads.
 */
public final class CheckedFile {
    /** Bytes of a block. */
    public static final int BLOCK_BYTES = 4096;

    /** How many 32-bit numbers the header holds. */
    public static final int HEADER_INTS = (BLOCK_BYTES - CheckedFile.HEADER) / Integer.BYTES;

    static final int MAGIC = 0;
    static final int VERSION = 8;
    static final int CHECKSUM = 12;
    static final int FILE_BYTES = 16;
    static final int BODY_BYTES = 24;
    static final int HEADER = 32;

    private static final int BLOCK_SHIFT = 12;

    private final String name;
    private final MemorySegment file;
    private final long body;
    private final long bodyBytes;

    /** One bit for each block found sound. */
    private final AtomicLongArray sound;

    private CheckedFile(String name, MemorySegment file, long bodyBytes) {
        this.name = name;
        this.file = file;
        this.body = file.address() + BLOCK_BYTES;
        this.bodyBytes = bodyBytes;
        this.sound = new AtomicLongArray((int) ((bodyBytes >> BLOCK_SHIFT) + Long.SIZE - 1) / Long.SIZE);
    }

    /**
     * Opens a file of a kind.
     *
     * @param name where the file is, for messages and as {@link ContextDbException#damagedFile}
     * @param file all its bytes, mapped, for as long as this object is used
     * @param version the newest version the caller reads
     * @throws ContextDbException {@code CORRUPTION} when it is not such a file, is cut off, or its first block is
     *     damaged; {@code FORMAT_TOO_NEW} when its version is newer
     */
    public static CheckedFile open(String name, MemorySegment file, long magic, int version) {
        assert file.isNative();
        if (file.byteSize() < BLOCK_BYTES) {
            throw corruption(name, file.byteSize(), "the file ends, before its first block of " + BLOCK_BYTES);
        }
        if (file.get(NativeMemory.LONG, MAGIC) != magic) {
            throw corruption(
                    name, MAGIC, "the magic number is " + Long.toHexString(file.get(NativeMemory.LONG, MAGIC)));
        }
        if (checksumOfFirstBlock(file) != file.get(NativeMemory.INT, CHECKSUM)) {
            throw corruption(name, CHECKSUM, "the checksum of the first block is wrong");
        }
        if (file.get(NativeMemory.INT, VERSION) > version) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    name + " has version " + file.get(NativeMemory.INT, VERSION) + "; this release reads up to "
                            + version + ": use a newer release");
        }
        long fileBytes = file.get(NativeMemory.LONG, FILE_BYTES);
        if (fileBytes != file.byteSize()) {
            throw corruption(
                    name, Math.min(fileBytes, file.byteSize()), "the file should have " + fileBytes + " bytes");
        }
        return new CheckedFile(name, file, file.get(NativeMemory.LONG, BODY_BYTES));
    }

    static int checksumOfFirstBlock(MemorySegment file) {
        Crc32c crc = new Crc32c();
        crc.update(file.asSlice(0, CHECKSUM));
        crc.update(ByteBuffer.allocate(Integer.BYTES));
        crc.update(file.asSlice(CHECKSUM + Integer.BYTES, BLOCK_BYTES - CHECKSUM - Integer.BYTES));
        return crc.value();
    }

    /** A number of the header. */
    public int header(int index) {
        assert index >= 0 && index < HEADER_INTS;
        return file.get(NativeMemory.INT, HEADER + (long) index * Integer.BYTES);
    }

    /** Bytes of the body. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** Where the body is mapped. */
    public long bodyAddress() {
        return body;
    }

    /**
     * Makes sure that {@code bytes} bytes of the body, at least 1, are as they were written.
     *
     * @param address an address in the body
     * @throws ContextDbException {@code CORRUPTION} when they are not
     */
    public void check(long address, long bytes) {
        long first = (address - body) >> BLOCK_SHIFT;
        long last = (address - body + bytes - 1) >> BLOCK_SHIFT;
        assert first >= 0 && last << BLOCK_SHIFT < bodyBytes;
        for (long block = first; block <= last; block++) {
            // Bits are only ever set, so a plain read may be late and cost a second look at the block, no more.
            if ((sound.getPlain((int) (block >> 6)) & 1L << block) == 0) {
                checkBlock(block);
            }
        }
    }

    /** Checks the whole body. */
    public void checkAll() {
        if (bodyBytes > 0) {
            check(body, bodyBytes);
        }
    }

    private void checkBlock(long block) {
        long offset = BLOCK_BYTES + (block << BLOCK_SHIFT);
        int expected = file.get(NativeMemory.INT, BLOCK_BYTES + bodyBytes + block * Integer.BYTES);
        if (Crc32c.of(file.asSlice(offset, BLOCK_BYTES)) != expected) {
            throw corruption(
                    name, offset, "the checksum of the block of " + BLOCK_BYTES + " bytes that begins here is wrong");
        }
        sound.accumulateAndGet((int) (block >> 6), 1L << block, (left, right) -> left | right);
    }

    /** The error for bytes that cannot be what they should be. */
    public ContextDbException corruption(long offset, String what) {
        return corruption(name, offset, what);
    }

    private static ContextDbException corruption(String name, long offset, String what) {
        return ContextDbException.damageOf(
                name,
                name + " is damaged at byte " + offset + ": " + what + "; restore it from a snapshot or build it anew");
    }
}
