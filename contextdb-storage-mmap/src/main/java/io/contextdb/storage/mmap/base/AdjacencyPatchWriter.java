package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.lang.foreign.Arena;

/**
 * Writes a patch of adjacency lists; {@link AdjacencyFileWriter} is the format. The lists come one by one, and each is
 * sorted again for every column it gives a part to, so memory is needed for the longest list and 8 bytes for each, not
 * for their entries.
 */
public final class AdjacencyPatchWriter {
    private final PatchLists lists;
    private final DataFileWriter out;
    private final int[] neighbors;
    private final int[] edges;
    /** The sorted entries of the present list, neighbour above and edge below, and their types. */
    private final long entries;

    private final long entryTypes;
    private final ListSorter sorter;
    /** Where each list begins, and one more; what the types section says of each. */
    private final long offsets;

    private final long types;
    private final TypeDirectory directory;

    private AdjacencyPatchWriter(PatchLists lists, DataFileWriter out, Arena arena) {
        this.lists = lists;
        this.out = out;
        int longest = 0;
        for (int row = 0; row < lists.rows(); row++) {
            longest = Math.max(longest, lists.degreeBound(row));
        }
        this.neighbors = new int[longest];
        this.edges = new int[longest];
        this.entries = NativeMemory.allocate(arena, (long) longest * Long.BYTES);
        this.entryTypes = NativeMemory.allocate(arena, (long) longest * Integer.BYTES);
        this.sorter = ListSorter.ofAnyOrder(longest, arena);
        this.offsets = NativeMemory.allocate(arena, (lists.rows() + 1L) * Integer.BYTES);
        this.types = NativeMemory.allocate(arena, (long) lists.rows() * Integer.BYTES);
        this.directory = new TypeDirectory(arena);
    }

    /**
     * Writes both directions.
     *
     * @param firstNode every node from this one on is new
     * @param nodes how many are new
     */
    public static void write(PatchLists forward, PatchLists backward, int firstNode, int nodes, DataFileWriter out) {
        try (Arena arena = Arena.ofConfined()) {
            AdjacencyPatchWriter first = new AdjacencyPatchWriter(forward, out, arena);
            AdjacencyPatchWriter second = new AdjacencyPatchWriter(backward, out, arena);
            long forwardEntries = first.measure();
            long backwardEntries = second.measure();
            out.begin(AdjacencyFileWriter.DESCRIPTION);
            out.putLong(firstNode);
            out.putLong(nodes);
            out.putLong(forwardEntries);
            out.putLong(backwardEntries);
            out.putLong(EdgeFileWriter.SEVERAL_TYPES);
            out.end();
            first.write(AdjacencyFileWriter.FORWARD);
            second.write(AdjacencyFileWriter.BACKWARD);
        }
    }

    /** Finds out where each list begins and which types it has; returns how many entries there are. */
    private long measure() {
        int end = 0;
        for (int row = 0; row < lists.rows(); row++) {
            int length = load(row);
            if (length > 0) {
                NativeMemory.putInt(types + (long) row * Integer.BYTES, directory.add(entryTypes, length));
            }
            end += length;
            NativeMemory.putInt(offsets + (row + 1L) * Integer.BYTES, end);
        }
        return Integer.toUnsignedLong(end);
    }

    /** Loads a list and sorts it; returns its length. */
    private int load(int row) {
        int length = lists.copy(row, neighbors, edges);
        for (int i = 0; i < length; i++) {
            NativeMemory.putLong(entries + (long) i * Long.BYTES, (long) neighbors[i] << 32 | edges[i]);
            NativeMemory.putInt(entryTypes + (long) i * Integer.BYTES, lists.type(edges[i]));
        }
        sorter.sort(entries, entryTypes, length);
        return length;
    }

    private void write(int direction) {
        out.begin(direction + AdjacencyFileWriter.OFFSETS);
        out.put(offsets, (lists.rows() + 1L) * Integer.BYTES);
        out.end();
        writeHalves(direction + AdjacencyFileWriter.NEIGHBORS, Integer.BYTES);
        writeHalves(direction + AdjacencyFileWriter.EDGES, 0);
        out.begin(direction + AdjacencyFileWriter.TYPES);
        out.put(types, (long) lists.rows() * Integer.BYTES);
        out.end();
        out.begin(direction + AdjacencyFileWriter.TYPE_DIRECTORY);
        directory.writeTo(out);
        out.end();
        Redirects.write(direction + AdjacencyFileWriter.REDIRECTS, lists.redirected(), out);
    }

    /** Writes one half of each entry as a section. */
    private void writeHalves(int section, int half) {
        out.begin(section);
        for (int row = 0; row < lists.rows(); row++) {
            AdjacencyFileWriter.putHalves(out, entries + half, load(row));
        }
        out.end();
    }
}
