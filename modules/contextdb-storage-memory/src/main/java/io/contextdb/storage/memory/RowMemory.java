package io.contextdb.storage.memory;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory for vector rows, taken in chunks and never moved. A chunk is freed when no row in it can be reached any
 * more, so states may share rows without counting who uses them. Used by one thread.
 */
final class RowMemory {
    private static final long CHUNK_BYTES = 1 << 16;

    private MemorySegment chunk = MemorySegment.NULL;
    private long used;

    /** A row with these components, padded with zeros. */
    MemorySegment row(float[] vector) {
        long bytes = (long) VectorRows.paddedDimension(vector.length) * Float.BYTES;
        if (used + bytes > chunk.byteSize()) {
            chunk = NativeMemory.allocateSegment(
                    Arena.ofAuto(), Math.max(CHUNK_BYTES, bytes), VectorRows.ALIGNMENT_BYTES);
            used = 0;
        }
        MemorySegment row = chunk.asSlice(used, bytes);
        MemorySegment.copy(vector, 0, row, NativeMemory.FLOAT, 0, vector.length);
        used += bytes;
        return row;
    }
}
