package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Sorts the entries of one list by type, neighbour and edge: short lists by insertion, long ones stably by radix from
 * the lowest byte on. When they come by ascending edge, it is enough to sort by neighbour and then by type; when they
 * come in any order they may be sorted already.
 */
final class ListSorter {
    private static final int INSERTION_MAX = 48;
    private static final int NEIGHBOR_SHIFT = 32;

    private final boolean severalTypes;
    /** The lowest bit of an entry to sort by. */
    private final int firstShift;

    /** Room for the longest list and its types, used when it is long. */
    private final long spare;

    private final long spareTypes;
    private final int[] counts = new int[1 << Byte.SIZE];

    private ListSorter(boolean severalTypes, int firstShift, long longest, Arena arena) {
        this.severalTypes = severalTypes;
        this.firstShift = firstShift;
        long room = longest > INSERTION_MAX ? longest : 0;
        this.spare = NativeMemory.allocate(arena, room * Long.BYTES);
        this.spareTypes = severalTypes ? NativeMemory.allocate(arena, room * Integer.BYTES) : 0;
    }

    /** Sorts entries that come by ascending edge. */
    static ListSorter ofAscendingEdges(boolean severalTypes, long longest, Arena arena) {
        return new ListSorter(severalTypes, NEIGHBOR_SHIFT, longest, arena);
    }

    /** Sorts entries of several types that come in any order. */
    static ListSorter ofAnyOrder(long longest, Arena arena) {
        return new ListSorter(true, 0, longest, arena);
    }

    /** Sorts {@code length} entries of 8 bytes, and with them their types of 4 bytes when there are several. */
    void sort(long list, long types, int length) {
        if (length <= INSERTION_MAX) {
            if (severalTypes) {
                insertTyped(list, types, length);
            } else {
                insert(list, length);
            }
            return;
        }
        if (firstShift == 0 && sorted(list, types, length)) {
            return;
        }
        for (int shift = firstShift; shift < Long.SIZE; shift += Byte.SIZE) {
            pass(list, types, length, shift, false);
        }
        if (severalTypes) {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                pass(list, types, length, shift, true);
            }
        }
    }

    private static long entry(long list, int index) {
        return NativeMemory.getLong(list + (long) index * Long.BYTES);
    }

    private static int type(long types, int index) {
        return NativeMemory.getInt(types + (long) index * Integer.BYTES);
    }

    private static void insert(long list, int length) {
        for (int i = 1; i < length; i++) {
            long moving = entry(list, i);
            int place = i;
            while (place > 0 && entry(list, place - 1) > moving) {
                NativeMemory.putLong(list + (long) place * Long.BYTES, entry(list, place - 1));
                place--;
            }
            NativeMemory.putLong(list + (long) place * Long.BYTES, moving);
        }
    }

    private static void insertTyped(long list, long types, int length) {
        for (int i = 1; i < length; i++) {
            long moving = entry(list, i);
            int movingType = type(types, i);
            int place = i;
            while (place > 0 && after(list, types, place - 1, moving, movingType)) {
                NativeMemory.putLong(list + (long) place * Long.BYTES, entry(list, place - 1));
                NativeMemory.putInt(types + (long) place * Integer.BYTES, type(types, place - 1));
                place--;
            }
            NativeMemory.putLong(list + (long) place * Long.BYTES, moving);
            NativeMemory.putInt(types + (long) place * Integer.BYTES, movingType);
        }
    }

    private static boolean sorted(long list, long types, int length) {
        int i = 1;
        while (i < length && !after(list, types, i - 1, entry(list, i), type(types, i))) {
            i++;
        }
        return i >= length;
    }

    private static boolean after(long list, long types, int index, long entry, int type) {
        int other = type(types, index);
        return other > type || other == type && entry(list, index) > entry;
    }

    /** One stable pass over a byte of the entries or of their types; nothing when that byte is the same in all. */
    private void pass(long list, long types, int length, int shift, boolean byType) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < length; i++) {
            counts[digit(list, types, i, shift, byType)]++;
        }
        if (counts[digit(list, types, 0, shift, byType)] == length) {
            return;
        }
        int sum = 0;
        for (int digit = 0; digit < counts.length; digit++) {
            int count = counts[digit];
            counts[digit] = sum;
            sum += count;
        }
        for (int i = 0; i < length; i++) {
            int place = counts[digit(list, types, i, shift, byType)]++;
            NativeMemory.putLong(spare + (long) place * Long.BYTES, entry(list, i));
            if (severalTypes) {
                NativeMemory.putInt(spareTypes + (long) place * Integer.BYTES, type(types, i));
            }
        }
        NativeMemory.copy(spare, list, (long) length * Long.BYTES);
        if (severalTypes) {
            NativeMemory.copy(spareTypes, types, (long) length * Integer.BYTES);
        }
    }

    private static int digit(long list, long types, int index, int shift, boolean byType) {
        return byType ? type(types, index) >>> shift & 0xFF : (int) (entry(list, index) >>> shift) & 0xFF;
    }
}
