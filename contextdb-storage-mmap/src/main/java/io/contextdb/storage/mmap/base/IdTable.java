package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFileWriter;
import io.contextdb.storage.mmap.file.Section;
import java.lang.foreign.Arena;

/**
 * An open-addressing table from 64-bit ids to rows, in a section of a file: u32 slots, a power of two and at least
 * twice the number of live rows, each 0 or a row's place among the ids plus one. An id's first slot is {@link #hash}
 * modulo the number of slots; later ones follow one by one. Rows are put in by ascending ordinal, dead ones are not.
 */
public final class IdTable {
    private static final int SLOTS_MIN = 16;

    private IdTable() {}

    /**
     * Where to look for an id first: the finaliser of SplitMix64 (Steele, Lea, Flood 2014), which spreads any pattern
     * of ids.
     */
    public static long hash(long id) {
        long mixed = (id ^ id >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    /** The number of slots for a number of live rows. */
    static long slots(long live) {
        return Math.max(SLOTS_MIN, Long.highestOneBit(Math.max(1, live)) * 4);
    }

    /** A table while it is built, in native memory: 8 to 16 bytes a row. */
    static final class Builder {
        private final long table;
        private final long slots;

        /** An empty table for so many live rows. */
        Builder(long live, Arena arena) {
            this.slots = IdTable.slots(live);
            this.table = NativeMemory.allocate(arena, slots * Integer.BYTES);
        }

        /** Adds a live row by its place among the ids. */
        void add(long id, int place) {
            long slot = hash(id) & slots - 1;
            while (NativeMemory.getInt(table + slot * Integer.BYTES) != 0) {
                slot = slot + 1 & slots - 1;
            }
            NativeMemory.putInt(table + slot * Integer.BYTES, place + 1);
        }

        void writeTo(DataFileWriter out) {
            out.put(table, slots * Integer.BYTES);
        }
    }

    /** The place among the ids, which begin at {@code ids}, of a row with an id, or -1. */
    static int find(DataFile file, Section table, long ids, long id) {
        long slots = table.length() / Integer.BYTES;
        long slot = hash(id) & slots - 1;
        for (long probes = 0; probes < slots; probes++) {
            file.touch(table.offset() + slot * Integer.BYTES);
            int place = NativeMemory.getInt(file.address() + table.offset() + slot * Integer.BYTES) - 1;
            if (place < 0) {
                return -1;
            }
            long offset = ids + (long) place * Long.BYTES;
            file.check(offset, Long.BYTES);
            if (NativeMemory.getLong(file.address() + offset) == id) {
                return place;
            }
            slot = slot + 1 & slots - 1;
        }
        return -1;
    }
}
