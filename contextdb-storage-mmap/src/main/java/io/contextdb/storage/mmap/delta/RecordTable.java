package io.contextdb.storage.mmap.delta;

import java.util.Arrays;

/**
 * Records of one size by ascending index, which never move. They lie in chunks whose sizes double from a first to a
 * greatest one, so that a small table is small and a large one wastes little; index and first size added tell chunk and
 * place by their leading bits.
 */
final class RecordTable {
    private static final int CHUNK_ALIGNMENT_BYTES = 64;

    private final DeltaMemory memory;
    private final long recordBytes;
    private final int firstShift;
    private final int lastShift;
    private volatile long[] chunks = new long[4];
    private int chunkCount;
    private int size;

    /**
     * An empty table.
     *
     * @param firstShift the records of the first chunk, as a power of two
     * @param lastShift the records of the greatest chunk, likewise
     */
    RecordTable(DeltaMemory memory, long recordBytes, int firstShift, int lastShift) {
        this.memory = memory;
        this.recordBytes = recordBytes;
        this.firstShift = firstShift;
        this.lastShift = lastShift;
    }

    /** The number of records. */
    int size() {
        return size;
    }

    /** Adds a record of zeros and returns its address. */
    long add() {
        int index = size++;
        if (chunk(index) == chunkCount) {
            addChunk(index);
        }
        return address(index);
    }

    private void addChunk(int index) {
        long[] present = chunks;
        long[] grown = chunkCount == present.length ? Arrays.copyOf(present, 2 * chunkCount) : present;
        long records = Math.min(1L << lastShift, Integer.highestOneBit(index + (1 << firstShift)));
        grown[chunkCount++] = memory.allocate(records * recordBytes, CHUNK_ALIGNMENT_BYTES);
        chunks = grown;
    }

    private int chunk(int index) {
        int place = index + (1 << firstShift);
        return place >>> lastShift == 0
                ? 31 - Integer.numberOfLeadingZeros(place) - firstShift
                : lastShift - firstShift + (place >>> lastShift) - 1;
    }

    /** The address of a record that was added. */
    long address(int index) {
        int place = index + (1 << firstShift);
        int within = place >>> lastShift == 0 ? place ^ Integer.highestOneBit(place) : place & (1 << lastShift) - 1;
        return chunks[chunk(index)] + within * recordBytes;
    }
}
