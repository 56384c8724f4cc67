package io.contextdb.storage.mmap.delta;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.IdTable;

/**
 * A map from any 64-bit number to one from 0 to 2^31 - 2, in native memory, from which nothing is removed. A slot is
 * u64 key, u32 value plus one, u32 zero; the value is written after the key, so a reader that sees a value sees its
 * key. A reader may meet entries that were put in after its view was published; it tells them by their value.
 */
final class LongIntMap {
    private static final int SLOTS_MIN = 64;
    private static final int SLOT_BYTES = 16;
    private static final int VALUE = 8;

    private final DeltaMemory memory;
    private volatile Table table;
    private long size;

    /** Slots in memory; their number is a power of two. */
    private record Table(long address, long slots) {
        long slot(long index) {
            return address + (index & slots - 1) * SLOT_BYTES;
        }

        /** The value of a key plus one, or 0. There is always a free slot, so the search ends. */
        int get(long key) {
            for (long index = IdTable.hash(key); ; index++) {
                long slot = slot(index);
                int value = NativeMemory.getIntAcquire(slot + VALUE);
                if (value == 0 || NativeMemory.getLong(slot) == key) {
                    return value;
                }
            }
        }

        /** For the writer: the address of a key's slot, or of the free one where it belongs. */
        long find(long key) {
            for (long index = IdTable.hash(key); ; index++) {
                long slot = slot(index);
                if (NativeMemory.getInt(slot + VALUE) == 0 || NativeMemory.getLong(slot) == key) {
                    return slot;
                }
            }
        }
    }

    LongIntMap(DeltaMemory memory) {
        this.memory = memory;
        this.table = newTable(SLOTS_MIN);
    }

    private Table newTable(long slots) {
        return new Table(memory.allocate(slots * SLOT_BYTES), slots);
    }

    /** The value of a key, or -1. */
    int get(long key) {
        return table.get(key) - 1;
    }

    /** Sets the value of a key. */
    void put(long key, int value) {
        Table present = table;
        long slot = present.find(key);
        boolean added = NativeMemory.getInt(slot + VALUE) == 0;
        if (added && 2 * ++size > present.slots()) {
            Table larger = grow(present);
            set(larger.find(key), key, value);
            table = larger;
        } else {
            set(slot, key, value);
        }
    }

    private static void set(long slot, long key, int value) {
        NativeMemory.putLong(slot, key);
        NativeMemory.putIntRelease(slot + VALUE, value + 1);
    }

    private Table grow(Table present) {
        Table larger = newTable(2 * present.slots());
        for (long i = 0; i < present.slots(); i++) {
            long from = present.slot(i);
            int value = NativeMemory.getInt(from + VALUE);
            if (value != 0) {
                long key = NativeMemory.getLong(from);
                long to = larger.find(key);
                NativeMemory.putLong(to, key);
                NativeMemory.putInt(to + VALUE, value);
            }
        }
        return larger;
    }
}
