package io.contextdb.storage.mmap.delta;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.BaseRows;
import org.jspecify.annotations.Nullable;

/**
 * The rows added to a vector space since the base, and which rows of the base died. A row's floats lie in one table, in
 * another its record: u32 node, float32 inverse norm, u32 stamp of its death or 0, u32 the row of the same node added
 * before it plus one, or 0. A row of the base that died has a record of its stamp alone.
 */
public final class DeltaSpace {
    private static final int NODE = 0;
    private static final int INVERSE_NORM = 4;
    private static final int DELETED = 8;
    private static final int PREVIOUS = 12;
    private static final int RECORD_BYTES = 16;
    private static final int RECORDS_FIRST_SHIFT = 6;
    private static final int RECORDS_LAST_SHIFT = 16;
    private static final int CHUNK_BYTES_MAX = 1 << 20;

    private final VectorSpace space;
    private final @Nullable BaseRows base;
    private final int baseCount;
    private final RecordTable floats;
    private final RecordTable records;
    private final LongIntMap nodeRows;
    private final TouchedTable touched;
    private final RecordTable deaths;
    private int liveCount;

    DeltaSpace(DeltaMemory memory, VectorSpace space, @Nullable BaseRows base) {
        this.space = space;
        this.base = base;
        this.baseCount = base == null ? 0 : base.count();
        this.liveCount = base == null ? 0 : base.liveCount();
        long rowBytes = (long) VectorRows.paddedDimension(space.options().dimension()) * Float.BYTES;
        int lastShift = 0;
        while (2L * rowBytes << lastShift <= CHUNK_BYTES_MAX && lastShift < RECORDS_LAST_SHIFT) {
            lastShift++;
        }
        this.floats = new RecordTable(memory, rowBytes, Math.min(3, lastShift), lastShift);
        this.records = new RecordTable(memory, RECORD_BYTES, RECORDS_FIRST_SHIFT, RECORDS_LAST_SHIFT);
        this.nodeRows = new LongIntMap(memory);
        this.touched = new TouchedTable(memory, baseCount);
        this.deaths = new RecordTable(memory, Long.BYTES, RECORDS_FIRST_SHIFT, RECORDS_LAST_SHIFT);
    }

    /** Its name and options. */
    public VectorSpace space() {
        return space;
    }

    @Nullable
    BaseRows base() {
        return base;
    }

    int baseCount() {
        return baseCount;
    }

    // --- for the writer

    /** The number of rows with those not yet published. */
    int count() {
        return baseCount + records.size();
    }

    int liveCount() {
        return liveCount;
    }

    /** Appends a row, which takes the place of the node's live one. */
    int put(int node, float[] vector, float inverseNorm, int stamp) {
        int live = row(node, count(), stamp);
        if (live >= 0) {
            delete(live, stamp);
        }
        int row = count();
        NativeMemory.copyFloats(vector, 0, vector.length, floats.add());
        long record = records.add();
        NativeMemory.putInt(record + NODE, node);
        NativeMemory.putFloat(record + INVERSE_NORM, inverseNorm);
        NativeMemory.putInt(record + PREVIOUS, nodeRows.get(node) + 1);
        nodeRows.put(node, row);
        liveCount++;
        return row;
    }

    /** Makes the live row of a node dead. */
    void deleteRowOf(int node, int stamp) {
        int row = row(node, count(), stamp);
        assert row >= 0 : "node " + node + " has no vector in " + space.name();
        delete(row, stamp);
    }

    private void delete(int row, int stamp) {
        if (row >= baseCount) {
            NativeMemory.putInt(record(row) + DELETED, stamp);
        } else {
            NativeMemory.putInt(deaths.add(), stamp);
            touched.add(row);
        }
        liveCount--;
    }

    // --- for readers

    private long record(int row) {
        return records.address(row - baseCount);
    }

    /** The address of a new row's floats. */
    long address(int row) {
        return floats.address(row - baseCount);
    }

    float inverseNorm(int row) {
        return NativeMemory.getFloat(record(row) + INVERSE_NORM);
    }

    int node(int row) {
        return NativeMemory.getInt(record(row) + NODE);
    }

    /** Whether a new row is dead in the view of a stamp. */
    boolean newRowDead(int row, int stamp) {
        return died(record(row) + DELETED, stamp);
    }

    /** Whether a row of the base died up to a stamp. */
    boolean baseRowDied(int row, int stamp) {
        int number = touched.get(row);
        return number >= 0 && died(deaths.address(number), stamp);
    }

    private static boolean died(long address, int stamp) {
        int deleted = NativeMemory.getInt(address);
        return deleted != 0 && deleted <= stamp;
    }

    /** The live row of a node in the view of a stamp with a number of rows, or -1. */
    int row(int node, int count, int stamp) {
        int row = nodeRows.get(node);
        while (row >= count) {
            row = NativeMemory.getInt(record(row) + PREVIOUS) - 1;
        }
        if (row >= 0) {
            return newRowDead(row, stamp) ? -1 : row;
        }
        int baseRow = base == null ? -1 : base.row(node);
        return baseRow < 0 || baseRowDied(baseRow, stamp) ? -1 : baseRow;
    }
}
