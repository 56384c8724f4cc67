package io.contextdb.codec.lz4;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/** The LZ4 block format, compressed fast. The decompressor is the one that trusts no length in its input. */
final class Lz4Codec implements BlockCodec {
    private final LZ4Compressor compressor;
    private final LZ4SafeDecompressor decompressor;

    Lz4Codec() {
        LZ4Factory factory = LZ4Factory.fastestInstance();
        compressor = factory.fastCompressor();
        decompressor = factory.safeDecompressor();
    }

    @Override
    public int compress(MemorySegment source, MemorySegment target) {
        ByteBuffer in = source.asByteBuffer();
        ByteBuffer out = target.asByteBuffer();
        try {
            return compressor.compress(in, 0, in.remaining(), out, 0, out.remaining());
        } catch (LZ4Exception e) {
            return -1;
        }
    }

    @Override
    public void decompress(MemorySegment source, MemorySegment target) {
        ByteBuffer in = source.asByteBuffer();
        ByteBuffer out = target.asByteBuffer();
        try {
            int bytes = decompressor.decompress(in, 0, in.remaining(), out, 0, out.remaining());
            if (bytes != out.remaining()) {
                throw malformed("it holds " + bytes + " bytes instead of " + out.remaining(), null);
            }
        } catch (LZ4Exception e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private static ContextDbException malformed(String what, @Nullable Throwable cause) {
        return new ContextDbException(ErrorCode.CORRUPTION, "a block of LZ4 is malformed: " + what, cause);
    }
}
