package io.contextdb.log;

import static io.contextdb.memory.NativeMemory.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import net.jpountz.lz4.LZ4Exception;
import org.jspecify.annotations.Nullable;

/** Decompresses payloads of records, one after the other into the same memory. Used by one thread. */
final class PayloadReader implements AutoCloseable {
    private static final int SCRATCH_BYTES = 4096;

    private @Nullable NativeBuffer scratch;

    /**
     * The payload that a record holds compressed, valid until the next call.
     *
     * @param block its length, and the LZ4 block
     * @throws LZ4Exception when it is malformed
     */
    MemorySegment decompress(MemorySegment block) {
        int length = block.byteSize() < Integer.BYTES ? -1 : block.get(INT, 0);
        if (length < 0 || length > Log.RECORD_BYTES_MAX) {
            throw new LZ4Exception("a length of " + length + " bytes");
        }
        NativeBuffer target = scratch;
        if (target == null) {
            target = new NativeBuffer(Arena::ofConfined, SCRATCH_BYTES);
            scratch = target;
        }
        target.reserve(length, 0);
        PayloadCodec.decompress(block.asSlice(Integer.BYTES), target.bytes().clear(), length);
        return target.segment().asSlice(0, length).asReadOnly();
    }

    @Override
    public void close() {
        NativeBuffer present = scratch;
        if (present != null) {
            present.close();
        }
    }
}
