package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.DataFileWriter;
import java.lang.foreign.Arena;

/**
 * Writes which nodes are joined by edges: {@code edges/adjacency-000017.cdb}, a
 * {@link io.contextdb.storage.mmap.file.FileKind#ADJACENCY} file. It holds compressed sparse rows twice, forward by the
 * node edges start at and backward by the node they end at. Sections, the backward ones with 10 added:
 *
 * <pre>
 *  1 description      u64 first new node, 0 in a base; u64 nodes from there on; u64 forward and u64 backward entries; u64 the type all edges
 *                     have, or 2^64 - 1
 * 10 offsets          u32 for each list, and one more: where it begins among all entries
 * 11 neighbors        u32 for each entry: the node at the other end; an entry's list is sorted by type, neighbour, edge
 * 12 edges            u32 for each entry: the edge's ordinal
 * 13 types            u32 for each list: its edges' type, or 2^31 and the place of its entry in the type directory; missing when all edges
 *                     have one type
 * 14 type directory   u32 each, for nodes with edges of several types: how many types, then for each type its number and the end of its entries,
 *                     counted from the begin of the node's list; missing likewise
 * 15 redirects        which nodes the lists are of ({@link Redirects}); missing in a base
 * </pre>
 *
 * <p>In a base there is a list for each node. In a patch there are, in each direction for itself, whole lists of those
 * nodes an edge was added to or taken from, then of those that are new; {@link AdjacencyPatchWriter} writes it.
 *
 * <p>The lists are made by counting: one pass counts each node's entries, another puts them in place. When the entries
 * of one direction exceed the given budget this is done for one range of nodes after the other, so memory is bounded by
 * the budget, by 8 to 12 bytes a node, and by the longest list.
 */
public final class AdjacencyFileWriter {
    static final int DESCRIPTION = 1;
    static final int FORWARD = 10;
    static final int BACKWARD = 20;

    // --- sections of a direction, to be added to FORWARD or BACKWARD
    static final int OFFSETS = 0;
    static final int NEIGHBORS = 1;
    static final int EDGES = 2;
    static final int TYPES = 3;
    static final int TYPE_DIRECTORY = 4;

    static final int REDIRECTS = 5;

    // --- the description

    static final int FIRST_NODE = 0;

    static final int NODES = 8;

    static final int FORWARD_ENTRIES = 16;

    static final int BACKWARD_ENTRIES = 24;

    static final int TYPE = 32;

    /** Set in a node's type when it is a place in the type directory. */
    static final int IN_DIRECTORY = 1 << 31;

    private AdjacencyFileWriter() {}

    /**
     * Writes both directions of a base.
     *
     * @param edges the columns to make lists of
     * @param budgetBytes how much memory the entries may take while they are sorted
     */
    public static void write(EdgeFile edges, int nodeLimit, DataFileWriter out, long budgetBytes) {
        out.begin(DESCRIPTION);
        out.putLong(0);
        out.putLong(nodeLimit);
        out.putLong(edges.count());
        out.putLong(edges.count());
        out.putLong(edges.severalTypes() ? EdgeFileWriter.SEVERAL_TYPES : edges.singleType());
        out.end();
        writeDirection(FORWARD, edges, nodeLimit, out, budgetBytes);
        writeDirection(BACKWARD, edges, nodeLimit, out, budgetBytes);
    }

    private static void writeDirection(
            int direction, EdgeFile edges, int nodeLimit, DataFileWriter out, long budgetBytes) {
        try (Arena arena = Arena.ofConfined()) {
            AdjacencySorter sorter = new AdjacencySorter(edges, direction == FORWARD, nodeLimit, budgetBytes, arena);
            out.begin(direction + OFFSETS);
            out.put(sorter.offsets(), (nodeLimit + 1L) * Integer.BYTES);
            out.end();
            out.begin(direction + NEIGHBORS);
            sorter.forEachRange((address, entries) -> putHalves(out, address + Integer.BYTES, entries));
            out.end();
            out.begin(direction + EDGES);
            sorter.forEachRange((address, entries) -> putHalves(out, address, entries));
            out.end();
            if (edges.severalTypes()) {
                out.begin(direction + TYPES);
                out.put(sorter.types(), (long) nodeLimit * Integer.BYTES);
                out.end();
                out.begin(direction + TYPE_DIRECTORY);
                sorter.directory().writeTo(out);
                out.end();
            }
        }
    }

    /** Puts the low or high halves of 64-bit entries. */
    static void putHalves(DataFileWriter out, long address, long entries) {
        out.putInts(address, entries, Long.BYTES);
    }
}
