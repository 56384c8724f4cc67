package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.lang.foreign.Arena;

/**
 * Which nodes the rows of a vector space belong to: {@code vectors/row-000017.cdb}, a
 * {@link io.contextdb.storage.mmap.file.FileKind#ROWS} file for all rows of the space, with these sections:
 *
 * <pre>
 * 1 description     u64 rows; u64 live rows; u64 nodes, dead ones included; u64 1 when node rows are listed, 0 when they are in a table
 * 2 nodes           u32 for each row: the ordinal of its node
 * 3 inverse norms   float32 for each row; missing when all are 1
 * 4 node rows       u32 for each node: its live row plus one, or 0; when at least a quarter of the nodes have one
 * 5 node table      otherwise: u64 slots, a power of two, each 0 or the node plus one in the low half and its live row in the high half; a
 *                   node's first slot is {@link IdTable#hash} of its ordinal, later ones follow one by one; by ascending row
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class RowMapFile {
    static final int DESCRIPTION = Description.SECTION;
    static final int NODES = 2;
    static final int INVERSE_NORMS = 3;
    static final int NODE_ROWS = 4;
    static final int NODE_TABLE = 5;

    private final DataFile file;
    private final int count;
    private final int liveCount;
    private final int nodeLimit;
    private final boolean listed;
    private final long nodes;
    /** Where the inverse norms are in the file, or -1 when all are 1. */
    private final long inverseNorms;

    private final long nodeRows;
    private final long slots;

    /** Reads an open file. */
    public RowMapFile(DataFile file) {
        this(file, Description.of(file));
    }

    /** Reads an open file whose description may have been made anew. */
    RowMapFile(DataFile file, Description description) {
        this.file = file;
        this.count = (int) description.number(0);
        this.liveCount = (int) description.number(1);
        this.nodeLimit = (int) description.number(2);
        this.listed = description.number(3) != 0;
        this.nodes = file.section(NODES, count, Integer.BYTES).offset();
        this.inverseNorms = file.has(INVERSE_NORMS)
                ? file.section(INVERSE_NORMS, count, Float.BYTES).offset()
                : -1;
        this.nodeRows = listed
                ? file.section(NODE_ROWS, nodeLimit, Integer.BYTES).offset()
                : file.section(NODE_TABLE).offset();
        this.slots = listed ? 0 : file.section(NODE_TABLE).length() / Long.BYTES;
    }

    /**
     * Writes all sections. Inverse norms and the way from node to row are kept in native memory meanwhile, 4 bytes a
     * row and 8 a node at the most.
     */
    public static void write(RowSource rows, int nodeLimit, DataFileWriter out) {
        try (Arena arena = Arena.ofConfined()) {
            new Writer(rows, nodeLimit, out, arena).write();
        }
    }

    /** Writes a file in one pass over the rows. */
    private static final class Writer {
        private final RowSource rows;
        private final int nodeLimit;
        private final DataFileWriter out;
        private final boolean listed;
        /** The slots of the table when there is one. */
        private final long slots;
        /** The list or the table. */
        private final long nodeRows;

        private final long norms;
        private boolean allOne = true;

        Writer(RowSource rows, int nodeLimit, DataFileWriter out, Arena arena) {
            this.rows = rows;
            this.nodeLimit = nodeLimit;
            this.out = out;
            this.listed = 4L * rows.liveCount() >= nodeLimit;
            this.slots = listed ? 0 : IdTable.slots(rows.liveCount());
            this.nodeRows =
                    NativeMemory.allocate(arena, listed ? (long) nodeLimit * Integer.BYTES : slots * Long.BYTES);
            this.norms = NativeMemory.allocate(arena, (long) rows.count() * Float.BYTES);
        }

        void write() {
            out.begin(DESCRIPTION);
            out.putLong(rows.count());
            out.putLong(rows.liveCount());
            out.putLong(nodeLimit);
            out.putLong(listed ? 1 : 0);
            out.end();
            out.begin(NODES);
            Pieces.forEach(0, rows.count(), this::add);
            out.end();
            if (!allOne) {
                out.begin(INVERSE_NORMS);
                out.put(norms, (long) rows.count() * Float.BYTES);
                out.end();
            }
            out.begin(listed ? NODE_ROWS : NODE_TABLE);
            out.put(nodeRows, listed ? (long) nodeLimit * Integer.BYTES : slots * Long.BYTES);
            out.end();
        }

        private void add(int from, int to) {
            for (int row = from; row < to; row++) {
                int node = rows.node(row);
                float norm = rows.inverseNorm(row);
                out.putInt(node);
                NativeMemory.putFloat(norms + (long) row * Float.BYTES, norm);
                allOne &= norm == 1;
                if (rows.live(row)) {
                    link(node, row);
                }
            }
        }

        private void link(int node, int row) {
            if (listed) {
                NativeMemory.putInt(nodeRows + (long) node * Integer.BYTES, row + 1);
                return;
            }
            long slot = IdTable.hash(node) & slots - 1;
            while (NativeMemory.getLong(nodeRows + slot * Long.BYTES) != 0) {
                slot = slot + 1 & slots - 1;
            }
            NativeMemory.putLong(nodeRows + slot * Long.BYTES, node + 1L | (long) row << 32);
        }
    }

    /** How many rows there are, dead ones included. */
    public int count() {
        return count;
    }

    /** How many are live. */
    public int liveCount() {
        return liveCount;
    }

    /** The node of a row. */
    public int node(int row) {
        return number(nodes + (long) row * Integer.BYTES);
    }

    /** The inverse norm of a row. */
    public float inverseNorm(int row) {
        return inverseNorms < 0 ? 1 : Float.intBitsToFloat(number(inverseNorms + (long) row * Float.BYTES));
    }

    /** The live row of a node, or -1. */
    public int row(int node) {
        if (node >= nodeLimit) {
            return -1;
        }
        return listed ? number(nodeRows + (long) node * Integer.BYTES) - 1 : find(node);
    }

    private int find(int node) {
        long slot = IdTable.hash(node) & slots - 1;
        for (long probes = 0; probes < slots; probes++) {
            long offset = nodeRows + slot * Long.BYTES;
            file.touch(offset);
            long entry = NativeMemory.getLong(file.address() + offset);
            if (entry == 0) {
                return -1;
            }
            if ((int) entry == node + 1) {
                return (int) (entry >>> 32);
            }
            slot = slot + 1 & slots - 1;
        }
        return -1;
    }

    private int number(long offset) {
        file.touch(offset);
        return NativeMemory.getInt(file.address() + offset);
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}
