package io.contextdb.storage.mmap.delta;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;

/** Hands out zeroed native memory that is given back as a whole. Used by the writer alone. */
public final class DeltaMemory {
    private static final long SLAB_BYTES_MIN = 1 << 14;
    private static final long SLAB_BYTES_MAX = 1 << 20;

    private final Arena arena;
    private long slabBytes = SLAB_BYTES_MIN;
    private long next;
    private long end;
    private volatile long bytes;

    /** Takes memory from an arena that may be used by one thread after the other. */
    public DeltaMemory(Arena arena) {
        this.arena = arena;
    }

    /** The address of some bytes, a multiple of 8. */
    long allocate(long size) {
        return allocate(size, Long.BYTES);
    }

    /** The address of some bytes, a multiple of {@code alignment}, which is a power of two up to 64. */
    long allocate(long size, int alignment) {
        if (size >= SLAB_BYTES_MIN) {
            return take(size);
        }
        next = next + alignment - 1 & -alignment;
        long rounded = size + 7 & -8;
        if (end - next < rounded) {
            next = take(slabBytes);
            end = next + slabBytes;
            slabBytes = Math.min(2 * slabBytes, SLAB_BYTES_MAX);
        }
        long address = next;
        next += rounded;
        return address;
    }

    private long take(long size) {
        long taken = bytes + size;
        bytes = taken;
        return NativeMemory.allocate(arena, size);
    }

    /** All memory taken so far, in bytes. Any thread may ask. */
    public long bytes() {
        return bytes;
    }
}
