package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;

/** A set of row ordinals in native memory, one bit each. Used by one thread at a time. */
public final class Bits {
    /** Memory is taken for whole groups of so many bits, as {@link Redirects} writes them. */
    static final int GROUP_SHIFT = 9;

    static final int GROUP_BYTES = (1 << GROUP_SHIFT) / Byte.SIZE;

    private final long address;
    private final int size;

    private Bits(long address, int size) {
        this.address = address;
        this.size = size;
    }

    /** An empty set of ordinals below {@code size}. */
    public static Bits of(int size, Arena arena) {
        return new Bits(NativeMemory.allocate(arena, groups(size) * GROUP_BYTES), size);
    }

    /** How many groups a number of bits takes. */
    static long groups(int size) {
        return (long) size + (1 << GROUP_SHIFT) - 1 >>> GROUP_SHIFT;
    }

    /** Every ordinal is below. */
    public int size() {
        return size;
    }

    /** Whether an ordinal is in the set. */
    public boolean get(int index) {
        assert index >= 0 && index < size : index;
        return (NativeMemory.getLong(wordAddress(index)) & 1L << index) != 0;
    }

    /** Adds an ordinal. */
    public void set(int index) {
        assert index >= 0 && index < size : index;
        long place = wordAddress(index);
        NativeMemory.putLong(place, NativeMemory.getLong(place) | 1L << index);
    }

    /** How many ordinals are in the set. */
    public int count() {
        int count = 0;
        for (int index = 0; index < size; index += Long.SIZE) {
            count += Long.bitCount(NativeMemory.getLong(wordAddress(index)));
        }
        return count;
    }

    /** The lowest ordinal in the set from one on, or {@link #size} when there is none. */
    public int next(int from) {
        if (from >= size) {
            return size;
        }
        long word = NativeMemory.getLong(wordAddress(from)) & -1L << from;
        int first = from & -Long.SIZE;
        while (word == 0) {
            first += Long.SIZE;
            if (first >= size || first < 0) {
                return size;
            }
            word = NativeMemory.getLong(wordAddress(first));
        }
        return first + Long.numberOfTrailingZeros(word);
    }

    /** Where the bits are: whole groups, zeros behind the last ordinal. */
    long address() {
        return address;
    }

    private long wordAddress(int index) {
        return address + (index >>> 6) * (long) Long.BYTES;
    }
}
