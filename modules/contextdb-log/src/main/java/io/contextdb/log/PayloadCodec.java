package io.contextdb.log;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * LZ4 blocks, between native memory. The native library is loaded when first needed; where it cannot be, Java does the
 * same.
 */
final class PayloadCodec {
    private static final LZ4Factory FACTORY = factory();

    private PayloadCodec() {}

    private static LZ4Factory factory() {
        try {
            return LZ4Factory.nativeInstance();
        } catch (LinkageError | RuntimeException e) {
            return LZ4Factory.safeInstance();
        }
    }

    /** How many bytes a block may take at worst. */
    static int compressedBytesMax(int bytes) {
        return FACTORY.fastCompressor().maxCompressedLength(bytes);
    }

    /**
     * Compresses a payload to {@code position} of {@code target}, which has room for the worst case; returns the
     * block's length.
     */
    static int compress(MemorySegment payload, ByteBuffer target, int position) {
        ByteBuffer source = payload.asByteBuffer();
        return FACTORY.fastCompressor()
                .compress(source, 0, source.remaining(), target, position, target.capacity() - position);
    }

    /**
     * Decompresses a block to the first {@code bytes} bytes of {@code target}.
     *
     * @throws LZ4Exception when it is malformed or has another length
     */
    static void decompress(MemorySegment block, ByteBuffer target, int bytes) {
        ByteBuffer source = block.asByteBuffer();
        int length = FACTORY.safeDecompressor().decompress(source, 0, source.remaining(), target, 0, bytes);
        if (length != bytes) {
            throw new LZ4Exception("a block of " + length + " bytes instead of " + bytes);
        }
    }
}
