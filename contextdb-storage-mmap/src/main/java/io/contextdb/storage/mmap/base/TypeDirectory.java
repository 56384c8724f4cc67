package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * The type directory of {@link AdjacencyFileWriter} while it grows: only nodes with edges of several types are in it.
 * It grows by slabs of native memory, so that nothing is copied.
 */
final class TypeDirectory {
    private static final int SLAB_SHIFT = 16;
    private static final long SLAB_BYTES = (1L << SLAB_SHIFT) * Integer.BYTES;

    private final Arena arena;
    private long[] slabs = new long[16];
    private int slabCount;
    private int size;

    /** An empty directory that takes its memory from an arena. */
    TypeDirectory(Arena arena) {
        this.arena = arena;
    }

    /** Adds a node by the sorted types of its entries and returns what its place in the types section says. */
    int add(long types, int length) {
        int first = type(types, 0);
        if (first == type(types, length - 1)) {
            return first;
        }
        int place = size;
        append(0);
        int count = 0;
        int present = first;
        for (int i = 1; i <= length; i++) {
            if (i == length || type(types, i) != present) {
                append(present);
                append(i);
                count++;
                present = i == length ? present : type(types, i);
            }
        }
        NativeMemory.putInt(address(place), count);
        return place | AdjacencyFileWriter.IN_DIRECTORY;
    }

    private static int type(long types, int index) {
        return NativeMemory.getInt(types + (long) index * Integer.BYTES);
    }

    private long address(int word) {
        return slabs[word >>> SLAB_SHIFT] + (word & (1 << SLAB_SHIFT) - 1) * (long) Integer.BYTES;
    }

    private void append(int word) {
        if (size >>> SLAB_SHIFT == slabCount) {
            if (slabCount == slabs.length) {
                slabs = Arrays.copyOf(slabs, 2 * slabCount);
            }
            slabs[slabCount++] = NativeMemory.allocate(arena, SLAB_BYTES);
        }
        NativeMemory.putInt(address(size++), word);
    }

    void writeTo(DataFileWriter out) {
        long rest = (long) size * Integer.BYTES;
        for (int slab = 0; slab < slabCount; slab++) {
            out.put(slabs[slab], Math.min(rest, SLAB_BYTES));
            rest -= SLAB_BYTES;
        }
    }
}
