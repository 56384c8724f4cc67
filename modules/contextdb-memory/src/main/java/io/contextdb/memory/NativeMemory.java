package io.contextdb.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.memory.fault.AllocationHook;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * All native memory as one segment, so that rows of different mappings are reached by their absolute addresses in one
 * piece of code.
 *
 * <p>There is no bounds check and no liveness check: whoever passes an address guarantees that it lies in memory that
 * is mapped, stays mapped during the call, and is writable for the {@code put} methods. Callers assert ordinals where
 * they turn them into addresses. All values are little endian and may be unaligned.
 */
public final class NativeMemory {
    /** The whole address space; its offsets are addresses. */
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** A little-endian 16-bit number at any address. */
    public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A little-endian 32-bit number at any address. */
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A little-endian 64-bit number at any address. */
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A little-endian float32 at any address. */
    public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Up to this many numbers are copied faster one by one than by setting up a bulk copy. */
    private static final int SHORT_COPY = 16;

    private static final int LINE_BYTES = 64;

    private static final VarHandle ALIGNED_INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    private static final VarHandle ALIGNED_LONG =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

    private NativeMemory() {}

    /** The byte at an address. */
    public static byte getByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    /** The 16-bit number at an address, from 0 to 65,535. */
    public static int getUnsignedShort(long address) {
        return Short.toUnsignedInt(ALL.get(SHORT, address));
    }

    /** The 32-bit number at an address. */
    public static int getInt(long address) {
        return ALL.get(INT, address);
    }

    /** The 64-bit number at an address. */
    public static long getLong(long address) {
        return ALL.get(LONG, address);
    }

    /** The float32 at an address. */
    public static float getFloat(long address) {
        return ALL.get(FLOAT, address);
    }

    /** The 32-bit number at an address divisible by 4; later reads see what was written before it. */
    public static int getIntAcquire(long address) {
        return (int) ALIGNED_INT.getAcquire(ALL, address);
    }

    /** The 64-bit number at an address divisible by 8; later reads see what was written before it. */
    public static long getLongAcquire(long address) {
        return (long) ALIGNED_LONG.getAcquire(ALL, address);
    }

    /** Writes a byte. */
    public static void putByte(long address, byte value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, value);
    }

    /** Writes the low 16 bits of a number. */
    public static void putShort(long address, int value) {
        ALL.set(SHORT, address, (short) value);
    }

    /** Writes a 32-bit number. */
    public static void putInt(long address, int value) {
        ALL.set(INT, address, value);
    }

    /** Writes a 64-bit number. */
    public static void putLong(long address, long value) {
        ALL.set(LONG, address, value);
    }

    /** Writes a float32. */
    public static void putFloat(long address, float value) {
        ALL.set(FLOAT, address, value);
    }

    /** Writes a 32-bit number at an address divisible by 4, after everything written before. */
    public static void putIntRelease(long address, int value) {
        ALIGNED_INT.setRelease(ALL, address, value);
    }

    /** Writes a 64-bit number at an address divisible by 8, after everything written before. */
    public static void putLongRelease(long address, long value) {
        ALIGNED_LONG.setRelease(ALL, address, value);
    }

    /** Copies {@code count} 32-bit numbers from an address into an array. */
    public static void copyInts(long address, int[] target, int offset, int count) {
        if (count <= SHORT_COPY) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = ALL.get(INT, address + (long) i * Integer.BYTES);
            }
        } else {
            MemorySegment.copy(ALL, INT, address, target, offset, count);
        }
    }

    /** Copies {@code count} floats from an address into an array. */
    public static void copyFloats(long address, float[] target, int offset, int count) {
        MemorySegment.copy(ALL, FLOAT, address, target, offset, count);
    }

    /** Copies {@code count} bytes from an address into an array. */
    public static void copyBytes(long address, byte[] target, int offset, int count) {
        if (count <= SHORT_COPY) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = ALL.get(ValueLayout.JAVA_BYTE, address + i);
            }
        } else {
            MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, target, offset, count);
        }
    }

    /** Copies floats from an array to an address. */
    public static void copyFloats(float[] source, int offset, int count, long address) {
        MemorySegment.copy(source, offset, ALL, FLOAT, address, count);
    }

    /** Copies 32-bit numbers from an array to an address. */
    public static void copyInts(int[] source, int offset, int count, long address) {
        MemorySegment.copy(source, offset, ALL, INT, address, count);
    }

    /** Copies bytes from an array to an address. */
    public static void copyBytes(byte[] source, int offset, int count, long address) {
        MemorySegment.copy(source, offset, ALL, ValueLayout.JAVA_BYTE, address, count);
    }

    /** The {@code bytes} bytes from an address on as a segment. */
    public static MemorySegment segment(long address, long bytes) {
        return ALL.asSlice(address, bytes);
    }

    /** Fills memory with one byte. */
    public static void fill(long address, long bytes, byte value) {
        ALL.asSlice(address, bytes).fill(value);
    }

    /** Copies bytes from one address to another. */
    public static void copy(long source, long target, long bytes) {
        MemorySegment.copy(ALL, source, ALL, target, bytes);
    }

    /**
     * The address of {@code bytes} zeroed bytes that live as long as the arena, aligned to a cache line of 64 bytes.
     *
     * @throws ContextDbException {@code OUT_OF_MEMORY}
     */
    public static long allocate(Arena arena, long bytes) {
        return allocateSegment(arena, bytes, LINE_BYTES).address();
    }

    /**
     * The same as a segment. All native memory of log, storages and indexes is taken here, but for mapped files and a
     * few small buffers that copy files, so that a test can let each taking fail.
     *
     * @param alignment a power of two
     * @throws ContextDbException {@code OUT_OF_MEMORY}
     */
    public static MemorySegment allocateSegment(Arena arena, long bytes, long alignment) {
        try {
            AllocationHook.allocating(bytes);
            MemorySegment segment = arena.allocate(Math.max(bytes, 1), alignment);
            return bytes > 0 ? segment : segment.asSlice(0, 0);
        } catch (OutOfMemoryError e) {
            throw new ContextDbException(
                    ErrorCode.OUT_OF_MEMORY,
                    "no native memory for " + bytes + " bytes more (" + e.getMessage()
                            + "); let the process have more memory, or ask for less at a time",
                    e);
        }
    }
}
