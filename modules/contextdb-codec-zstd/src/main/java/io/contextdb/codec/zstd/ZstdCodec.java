package io.contextdb.codec.zstd;

import com.github.luben.zstd.Zstd;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Frames of Zstandard, one for each block, at a level that is about as fast as disks are. */
final class ZstdCodec implements BlockCodec {
    private static final int LEVEL = 3;

    @Override
    public int compress(MemorySegment source, MemorySegment target) {
        ByteBuffer in = source.asByteBuffer();
        ByteBuffer out = target.asByteBuffer();
        long bytes = Zstd.compressDirectByteBuffer(out, 0, out.remaining(), in, 0, in.remaining(), LEVEL);
        return Zstd.isError(bytes) ? -1 : (int) bytes;
    }

    @Override
    public void decompress(MemorySegment source, MemorySegment target) {
        ByteBuffer in = source.asByteBuffer();
        ByteBuffer out = target.asByteBuffer();
        long bytes = Zstd.decompressDirectByteBuffer(out, 0, out.remaining(), in, 0, in.remaining());
        if (Zstd.isError(bytes) || bytes != out.remaining()) {
            String what = Zstd.isError(bytes)
                    ? Zstd.getErrorName(bytes)
                    : "it holds " + bytes + " bytes instead of " + out.remaining();
            throw new ContextDbException(ErrorCode.CORRUPTION, "a frame of Zstandard is malformed: " + what);
        }
    }
}
