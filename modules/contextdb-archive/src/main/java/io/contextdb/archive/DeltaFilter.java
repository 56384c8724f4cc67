package io.contextdb.archive;

import io.contextdb.memory.NativeMemory;

/**
 * What is done to a block before it is compressed. The filters for columns of numbers write differences between
 * neighbours instead of the numbers, as unsigned numbers in which small ones of either sign are small (zigzag), and
 * then first the lowest bytes of all of them, then the next, up to the highest: in sorted and growing columns such as
 * ids, offsets and adjacency most of those are zeros in a row. Bytes behind the last whole number stay.
 */
enum DeltaFilter {
    /** Nothing. */
    NONE(1),
    /** Differences of u32. */
    DELTA_32(Integer.BYTES),
    /** Differences of u64. */
    DELTA_64(Long.BYTES);

    private final int width;

    DeltaFilter(int width) {
        this.width = width;
    }

    /** Filters a block from one place of native memory to another. */
    void apply(long source, long target, int bytes) {
        switch (this) {
            case NONE -> NativeMemory.copy(source, target, bytes);
            case DELTA_32 -> apply32(source, target, bytes / width);
            case DELTA_64 -> apply64(source, target, bytes / width);
        }
        copyRest(source, target, bytes);
    }

    /** Undoes {@link #apply}. */
    void undo(long source, long target, int bytes) {
        switch (this) {
            case NONE -> NativeMemory.copy(source, target, bytes);
            case DELTA_32 -> undo32(source, target, bytes / width);
            case DELTA_64 -> undo64(source, target, bytes / width);
        }
        copyRest(source, target, bytes);
    }

    private void copyRest(long source, long target, int bytes) {
        int rest = bytes % width;
        NativeMemory.copy(source + bytes - rest, target + bytes - rest, rest);
    }

    private static void apply32(long source, long target, int count) {
        int before = 0;
        for (int i = 0; i < count; i++) {
            int number = NativeMemory.getInt(source + 4L * i);
            int delta = number - before;
            int zigzag = delta << 1 ^ delta >> 31;
            for (int plane = 0; plane < Integer.BYTES; plane++) {
                NativeMemory.putByte(target + (long) plane * count + i, (byte) (zigzag >>> 8 * plane));
            }
            before = number;
        }
    }

    private static void undo32(long source, long target, int count) {
        int before = 0;
        for (int i = 0; i < count; i++) {
            int zigzag = 0;
            for (int plane = 0; plane < Integer.BYTES; plane++) {
                zigzag |= Byte.toUnsignedInt(NativeMemory.getByte(source + (long) plane * count + i)) << 8 * plane;
            }
            before += zigzag >>> 1 ^ -(zigzag & 1);
            NativeMemory.putInt(target + 4L * i, before);
        }
    }

    private static void apply64(long source, long target, int count) {
        long before = 0;
        for (int i = 0; i < count; i++) {
            long number = NativeMemory.getLong(source + 8L * i);
            long delta = number - before;
            long zigzag = delta << 1 ^ delta >> 63;
            for (int plane = 0; plane < Long.BYTES; plane++) {
                NativeMemory.putByte(target + (long) plane * count + i, (byte) (zigzag >>> 8 * plane));
            }
            before = number;
        }
    }

    private static void undo64(long source, long target, int count) {
        long before = 0;
        for (int i = 0; i < count; i++) {
            long zigzag = 0;
            for (int plane = 0; plane < Long.BYTES; plane++) {
                zigzag |= Byte.toUnsignedLong(NativeMemory.getByte(source + (long) plane * count + i)) << 8 * plane;
            }
            before += zigzag >>> 1 ^ -(zigzag & 1);
            NativeMemory.putLong(target + 8L * i, before);
        }
    }
}
