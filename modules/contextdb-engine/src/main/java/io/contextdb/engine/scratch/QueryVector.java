package io.contextdb.engine.scratch;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A vector given by a caller, laid out as a row. The memory grows and is freed with this object. */
public final class QueryVector {
    private MemorySegment room = MemorySegment.NULL;

    /** A vector without room. */
    public QueryVector() {}

    /** Copies a vector; returns its address, valid until the next call while this object is in use. */
    public long set(float[] vector) {
        long bytes = (long) VectorRows.paddedDimension(vector.length) * Float.BYTES;
        if (room.byteSize() < bytes) {
            room = NativeMemory.allocateSegment(Arena.ofAuto(), bytes, VectorRows.ALIGNMENT_BYTES);
        }
        long address = room.address();
        NativeMemory.copyFloats(vector, 0, vector.length, address);
        for (long at = (long) vector.length * Float.BYTES; at < bytes; at += Float.BYTES) {
            NativeMemory.putFloat(address + at, 0);
        }
        return address;
    }
}
