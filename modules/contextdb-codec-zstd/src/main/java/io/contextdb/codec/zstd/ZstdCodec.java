package io.contextdb.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Frames of Zstandard, one for each block, at a level that is about as fast as disks are. */
final class ZstdCodec implements BlockCodec {
    private static final int LEVEL = 3;

    @Override
    public int compress(MemorySegment source, MemorySegment target) {
        ByteBuffer in = source.asByteBuffer();
        ByteBuffer out = target.asByteBuffer();
        try {
            return (int) Zstd.compressDirectByteBuffer(out, 0, out.remaining(), in, 0, in.remaining(), LEVEL);
        } catch (ZstdException e) {
            if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
                return -1;
            }
            throw e;
        }
    }

    @Override
    public void decompress(MemorySegment source, MemorySegment target) {
        ByteBuffer in = source.asByteBuffer();
        ByteBuffer out = target.asByteBuffer();
        long bytes;
        try {
            bytes = Zstd.decompressDirectByteBuffer(out, 0, out.remaining(), in, 0, in.remaining());
        } catch (ZstdException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
        if (bytes != out.remaining()) {
            throw malformed("it holds " + bytes + " bytes instead of " + out.remaining(), null);
        }
    }

    private static ContextDbException malformed(String what, @Nullable Throwable cause) {
        return new ContextDbException(ErrorCode.CORRUPTION, "a frame of Zstandard is malformed: " + what, cause);
    }
}
