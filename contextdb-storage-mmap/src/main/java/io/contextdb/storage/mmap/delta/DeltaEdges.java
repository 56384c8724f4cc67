package io.contextdb.storage.mmap.delta;

import io.contextdb.memory.NativeMemory;

/**
 * Edges created since the base, and what changed of edges of the base, in records of one form, found as those of
 * {@link DeltaNodes} are:
 *
 * <pre>
 *  0 u64 id
 *  8 u32 source
 * 12 u32 target
 * 16 u32 type
 * 20 u32 stamp of the deletion, 0 while live
 * 24 u64 properties, a chain of {@link PropertyChains}
 * 32 u32 the ordinal of the new edge that had this id before, plus one; 0 when there is none
 * </pre>
 */
public final class DeltaEdges {
    private static final int ID = 0;
    private static final int SOURCE = 8;
    private static final int TARGET = 12;
    private static final int TYPE = 16;
    private static final int DELETED = 20;
    private static final int PROPERTIES = 24;
    private static final int PREVIOUS = 32;
    private static final int RECORD_BYTES = PREVIOUS + 8;

    private static final int FIRST_CHUNK_SHIFT = 6;
    private static final int LAST_CHUNK_SHIFT = 14;

    private final int baseLimit;
    private final RecordTable created;
    private final RecordTable changed;
    private final TouchedTable touched;
    private final IdIndex ids;

    DeltaEdges(DeltaMemory memory, int baseLimit) {
        this.baseLimit = baseLimit;
        this.created = new RecordTable(memory, RECORD_BYTES, FIRST_CHUNK_SHIFT, LAST_CHUNK_SHIFT);
        this.changed = new RecordTable(memory, RECORD_BYTES, FIRST_CHUNK_SHIFT, LAST_CHUNK_SHIFT);
        this.touched = new TouchedTable(memory, baseLimit);
        this.ids = new IdIndex(memory, baseLimit);
    }

    /** The record of an edge, or 0 when it is of the base and nothing of it changed. */
    long record(int edge) {
        if (edge >= baseLimit) {
            return created.address(edge - baseLimit);
        }
        int number = touched.get(edge);
        return number < 0 ? 0 : changed.address(number);
    }

    /** The lowest edge of the base, from one on, that has a record, or -1. */
    int nextTouched(int from) {
        return touched.next(from);
    }

    /** The record of an edge, made when there is none. */
    long recordForChange(int edge) {
        long record = record(edge);
        if (record == 0) {
            record = changed.add();
            touched.add(edge);
        }
        return record;
    }

    /** Creates an edge and returns its record. */
    long create(int edge, long id, int source, int target, int type) {
        assert edge == baseLimit + created.size() : edge;
        long record = created.add();
        NativeMemory.putLong(record + ID, id);
        NativeMemory.putInt(record + SOURCE, source);
        NativeMemory.putInt(record + TARGET, target);
        NativeMemory.putInt(record + TYPE, type);
        NativeMemory.putInt(record + PREVIOUS, ids.newest(id) + 1);
        ids.add(id, edge);
        return record;
    }

    /** The live new edge with an id, or -1. */
    int find(long id, int edgeLimit, int stamp) {
        int edge = ids.get(id, edgeLimit);
        while (edge >= 0) {
            long record = created.address(edge - baseLimit);
            if (edge < edgeLimit) {
                return deleted(record, stamp) ? -1 : edge;
            }
            edge = NativeMemory.getInt(record + PREVIOUS) - 1;
        }
        return -1;
    }

    /** Whether an edge, new or of the base, is deleted in a view. */
    boolean deleted(int edge, int stamp) {
        long record = record(edge);
        return record != 0 && deleted(record, stamp);
    }

    static void delete(long record, int stamp) {
        NativeMemory.putInt(record + DELETED, stamp);
    }

    private static boolean deleted(long record, int stamp) {
        int deleted = NativeMemory.getInt(record + DELETED);
        return deleted != 0 && deleted <= stamp;
    }

    /** The id of a new edge. */
    long id(int edge) {
        return NativeMemory.getLong(created.address(edge - baseLimit) + ID);
    }

    /** The node a new edge starts at. */
    int source(int edge) {
        return NativeMemory.getInt(created.address(edge - baseLimit) + SOURCE);
    }

    /** The node a new edge ends at. */
    int target(int edge) {
        return NativeMemory.getInt(created.address(edge - baseLimit) + TARGET);
    }

    /** The type of a new edge. */
    int type(int edge) {
        return NativeMemory.getInt(created.address(edge - baseLimit) + TYPE);
    }

    /** Where a record points to its properties. */
    static long properties(long record) {
        return record + PROPERTIES;
    }
}
