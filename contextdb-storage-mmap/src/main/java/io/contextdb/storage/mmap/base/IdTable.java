package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFileWriter;
import io.contextdb.storage.mmap.file.Section;
import java.lang.foreign.Arena;

/**
 * An open-addressing table from 64-bit ids to ordinals, in a section of a file: u32 slots, a power of two and at least twice the number of live
 * nodes, each 0 or an ordinal plus one. An id's first slot is {@link #hash} modulo the number of slots; later ones follow one by one. Nodes are
 * put in by ascending ordinal, dead ones are not.
 */
public final class IdTable {
    private static final int SLOTS_MIN = 16;

    private IdTable() {}

    /** Where to look for an id first: the finaliser of SplitMix64 (Steele, Lea, Flood 2014), which spreads any pattern of ids. */
    public static long hash(long id) {
        long mixed = (id ^ id >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    /** The number of slots for a number of live nodes. */
    static long slots(long live) {
        return Math.max(SLOTS_MIN, Long.highestOneBit(Math.max(1, live)) * 4);
    }

    /** Writes the table of all live nodes. It is built in native memory, 8 to 16 bytes a node. */
    static void write(NodeRows rows, long slots, DataFileWriter out) {
        try (Arena arena = Arena.ofConfined()) {
            long table = NativeMemory.allocate(arena, slots * Integer.BYTES);
            for (int node = 0; node < rows.limit(); node++) {
                if (rows.live(node)) {
                    long slot = hash(rows.id(node)) & slots - 1;
                    while (NativeMemory.getInt(table + slot * Integer.BYTES) != 0) {
                        slot = slot + 1 & slots - 1;
                    }
                    NativeMemory.putInt(table + slot * Integer.BYTES, node + 1);
                }
            }
            out.put(table, slots * Integer.BYTES);
        }
    }

    /** The ordinal of the node with an id, or -1. */
    static int find(DataFile file, Section table, long ids, long id) {
        long slots = table.length() / Integer.BYTES;
        long slot = hash(id) & slots - 1;
        for (long probes = 0; probes < slots; probes++) {
            file.touch(table.offset() + slot * Integer.BYTES);
            int node = NativeMemory.getInt(file.address() + table.offset() + slot * Integer.BYTES) - 1;
            if (node < 0) {
                return -1;
            }
            long offset = ids + (long) node * Long.BYTES;
            file.check(offset, Long.BYTES);
            if (NativeMemory.getLong(file.address() + offset) == id) {
                return node;
            }
            slot = slot + 1 & slots - 1;
        }
        return -1;
    }
}
