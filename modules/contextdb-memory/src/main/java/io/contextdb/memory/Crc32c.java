package io.contextdb.memory;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC32C (Castagnoli, RFC 3720 appendix B.4) over native memory and buffers. An object sums up a stream; not
 * thread-safe.
 */
public final class Crc32c {
    private static final long CHUNK_BYTES = 1 << 30;

    private final CRC32C sum = new CRC32C();

    /** A sum over nothing. */
    public Crc32c() {}

    /** The sum over a whole segment. */
    public static int of(MemorySegment bytes) {
        Crc32c crc = new Crc32c();
        crc.update(bytes);
        return crc.value();
    }

    /** The sum over a range of an array. */
    public static int of(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Adds all bytes of a segment. */
    public void update(MemorySegment bytes) {
        for (long offset = 0; offset < bytes.byteSize(); offset += CHUNK_BYTES) {
            long length = Math.min(CHUNK_BYTES, bytes.byteSize() - offset);
            sum.update(bytes.asSlice(offset, length).asByteBuffer());
        }
    }

    /** Adds the remaining bytes of a buffer, whose position does not change. */
    public void update(ByteBuffer bytes) {
        sum.update(bytes.duplicate());
    }

    /** The sum so far. */
    public int value() {
        return (int) sum.getValue();
    }

    /** Begins again. */
    public void reset() {
        sum.reset();
    }
}
