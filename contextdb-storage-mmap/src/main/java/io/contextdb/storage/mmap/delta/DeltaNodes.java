package io.contextdb.storage.mmap.delta;

import io.contextdb.memory.NativeMemory;

/**
 * Nodes created since the base, and what changed of nodes of the base. Both have records of one form; that of a new
 * node is found by its ordinal, that of a node of the base through the {@link TouchedTable}. All methods that take a
 * stamp answer for the view of that stamp. A record is one cache line:
 *
 * <pre>
 *  0 u32 stamp of the deletion, 0 while live
 *  4 u32 flags
 *  8     outgoing edges, a list of {@link EdgeLists}
 * 24     incoming edges, likewise
 * 40 u64 labels, a chain of {@link LabelChains}; 0 when a node of the base keeps its labels
 * 48 u64 properties, a chain of {@link PropertyChains}
 * 56 u32 the ordinal of the new node that had this id before, plus one; 0 when there is none
 * </pre>
 *
 * <p>Ids of new nodes are a table of their own, because the result of a traversal is the ids of nodes of which nothing
 * else is looked at: eight of them share a cache line.
 */
public final class DeltaNodes {
    private static final int DELETED = 0;
    private static final int FLAGS = 4;
    private static final int OUTGOING = 8;
    private static final int INCOMING = OUTGOING + EdgeLists.LIST_BYTES;
    private static final int LABELS = INCOMING + EdgeLists.LIST_BYTES;
    private static final int PROPERTIES = LABELS + 8;
    private static final int PREVIOUS = PROPERTIES + 8;
    private static final int RECORD_BYTES = PREVIOUS + 8;

    private static final int FIRST_CHUNK_SHIFT = 6;
    private static final int LAST_CHUNK_SHIFT = 14;

    /** Flag: an outgoing edge of the base was deleted. */
    static final int BASE_OUTGOING_DELETED = 1;

    /** Flag: an incoming edge of the base was deleted. */
    static final int BASE_INCOMING_DELETED = 2;

    /** Flag: an edge of the delta was deleted. */
    static final int NEW_DELETED = 4;

    private final int baseLimit;
    private final RecordTable created;
    private final RecordTable createdIds;
    private final RecordTable changed;
    private final TouchedTable touched;
    private final IdIndex ids;

    DeltaNodes(DeltaMemory memory, int baseLimit) {
        this.baseLimit = baseLimit;
        this.created = new RecordTable(memory, RECORD_BYTES, FIRST_CHUNK_SHIFT, LAST_CHUNK_SHIFT);
        this.createdIds = new RecordTable(memory, Long.BYTES, FIRST_CHUNK_SHIFT, LAST_CHUNK_SHIFT);
        this.changed = new RecordTable(memory, RECORD_BYTES, FIRST_CHUNK_SHIFT, LAST_CHUNK_SHIFT);
        this.touched = new TouchedTable(memory, baseLimit);
        this.ids = new IdIndex(memory, baseLimit);
    }

    /** The record of a node, or 0 when it is of the base and nothing of it changed. */
    long record(int node) {
        if (node >= baseLimit) {
            return created.address(node - baseLimit);
        }
        int number = touched.get(node);
        return number < 0 ? 0 : changed.address(number);
    }

    /** The lowest node of the base, from one on, that has a record, or -1. */
    int nextTouched(int from) {
        return touched.next(from);
    }

    /** The record of a node, made when there is none. */
    long recordForChange(int node) {
        long record = record(node);
        if (record == 0) {
            record = changed.add();
            touched.add(node);
        }
        return record;
    }

    /** Creates a node and returns its record. */
    long create(int node, long id) {
        assert node == baseLimit + created.size() : node;
        long record = created.add();
        NativeMemory.putLong(createdIds.add(), id);
        NativeMemory.putInt(record + PREVIOUS, ids.newest(id) + 1);
        ids.add(id, node);
        return record;
    }

    /** The id of a new node. */
    long id(int node) {
        return NativeMemory.getLong(createdIds.address(node - baseLimit));
    }

    /** The live new node with an id, or -1. */
    int find(long id, int nodeLimit, int stamp) {
        int node = ids.get(id, nodeLimit);
        while (node >= 0) {
            long record = created.address(node - baseLimit);
            if (node < nodeLimit) {
                return deleted(record, stamp) ? -1 : node;
            }
            node = NativeMemory.getInt(record + PREVIOUS) - 1;
        }
        return -1;
    }

    static void delete(long record, int stamp) {
        NativeMemory.putInt(record + DELETED, stamp);
    }

    static boolean deleted(long record, int stamp) {
        int deleted = NativeMemory.getInt(record + DELETED);
        return deleted != 0 && deleted <= stamp;
    }

    static void flag(long record, int flag) {
        NativeMemory.putInt(record + FLAGS, NativeMemory.getInt(record + FLAGS) | flag);
    }

    static boolean flagged(long record, int flag) {
        return (NativeMemory.getInt(record + FLAGS) & flag) != 0;
    }

    /** Where a record points to its labels. */
    static long labels(long record) {
        return record + LABELS;
    }

    /** Where a record points to its properties. */
    static long properties(long record) {
        return record + PROPERTIES;
    }

    /** Where a record keeps the list of a direction. */
    static long edges(long record, boolean outgoing) {
        return record + (outgoing ? OUTGOING : INCOMING);
    }
}
