package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFile.Region;
import org.jspecify.annotations.Nullable;

/**
 * The lists of one direction of an adjacency file. What a method costs is a look at the list's two offsets, a copy, and as long as not all of the file was
 * verified a look at the marks of the blocks it reads; nothing is allocated. Nodes above those of the file have no entries. Thread-safe.
 */
public final class AdjacencyLists {
    private final int nodes;
    private final Region offsets;
    private final Region neighbors;
    private final Region edges;
    /** The type all edges have; when there are several, {@link #types} and {@link #directory} are not null. */
    private final int singleType;

    private final @Nullable Region types;
    private final @Nullable Region directory;

    /** The lists of a direction, whose sections are numbered from {@code direction} on. */
    AdjacencyLists(DataFile file, int direction, int nodes, int edgeCount, long type) {
        this.nodes = nodes;
        this.offsets = file.region(file.section(direction + AdjacencyFileWriter.OFFSETS, nodes + 1L, Integer.BYTES));
        this.neighbors = file.region(file.section(direction + AdjacencyFileWriter.NEIGHBORS, edgeCount, Integer.BYTES));
        this.edges = file.region(file.section(direction + AdjacencyFileWriter.EDGES, edgeCount, Integer.BYTES));
        this.singleType = (int) type;
        boolean several = type == EdgeFileWriter.SEVERAL_TYPES;
        this.types =
                several ? file.region(file.section(direction + AdjacencyFileWriter.TYPES, nodes, Integer.BYTES)) : null;
        this.directory = several ? file.region(file.section(direction + AdjacencyFileWriter.TYPE_DIRECTORY)) : null;
    }

    /** How many entries a node's list has. */
    public int degree(int node) {
        if (node >= nodes) {
            return 0;
        }
        long range = range(node);
        return end(range) - begin(range);
    }

    /** Copies the neighbours of a node's entries of a type, or of any, and returns how many there are. */
    public int neighbors(int node, int type, int[] target, int offset) {
        long range = range(node, type);
        int count = end(range) - begin(range);
        copy(neighbors, begin(range), count, target, offset);
        return count;
    }

    /** The same with the edges' ordinals. */
    public int edges(int node, int type, int[] targetNeighbors, int[] targetEdges, int offset) {
        long range = range(node, type);
        int count = end(range) - begin(range);
        copy(neighbors, begin(range), count, targetNeighbors, offset);
        copy(edges, begin(range), count, targetEdges, offset);
        return count;
    }

    private static void copy(Region column, int begin, int count, int[] target, int offset) {
        long place = (long) begin * Integer.BYTES;
        column.touch(place, (long) count * Integer.BYTES);
        NativeMemory.copyInts(column.address() + place, target, offset, count);
    }

    /** The places of a node's entries of a type, or of any, for {@link #begin} and {@link #end}. */
    public long range(int node, int type) {
        if (node >= nodes) {
            return 0;
        }
        long range = range(node);
        Region nodeTypes = types;
        if (type == StorageView.ANY_TYPE || nodeTypes == null && type == singleType) {
            return range;
        }
        return nodeTypes == null ? empty(range) : rangeOfType(nodeTypes, range, node, type);
    }

    /** The begin of a node's list in the low, its end in the high half. */
    private long range(int node) {
        long place = (long) node * Integer.BYTES;
        offsets.touch(place, Long.BYTES);
        return NativeMemory.getLong(offsets.address() + place);
    }

    /** Narrows a range to the entries of a type. */
    private long rangeOfType(Region nodeTypes, long range, int node, int type) {
        long place = (long) node * Integer.BYTES;
        nodeTypes.touch(place, Integer.BYTES);
        int word = NativeMemory.getInt(nodeTypes.address() + place);
        if (word >= 0 || directory == null) {
            return type == word ? range : empty(range);
        }
        long entry = (long) (word & ~AdjacencyFileWriter.IN_DIRECTORY) * Integer.BYTES;
        directory.touch(entry, Integer.BYTES);
        int count = NativeMemory.getInt(directory.address() + entry);
        directory.touch(entry, (1 + 2L * count) * Integer.BYTES);
        int previousEnd = 0;
        for (int i = 0; i < count; i++) {
            long item = directory.address() + entry + (1 + 2L * i) * Integer.BYTES;
            int end = NativeMemory.getInt(item + Integer.BYTES);
            if (NativeMemory.getInt(item) == type) {
                return pack(begin(range) + previousEnd, begin(range) + end);
            }
            previousEnd = end;
        }
        return empty(range);
    }

    private static long empty(long range) {
        return pack(begin(range), begin(range));
    }

    private static long pack(int begin, int end) {
        return Integer.toUnsignedLong(begin) | (long) end << 32;
    }

    /** The first place of a range. */
    public static int begin(long range) {
        return (int) range;
    }

    /** The place behind the last of a range. */
    public static int end(long range) {
        return (int) (range >>> 32);
    }

    /** The node at the other end of the entry at a place. */
    public int neighbor(int place) {
        return entry(neighbors, place);
    }

    /** The edge of the entry at a place. */
    public int edge(int place) {
        return entry(edges, place);
    }

    private static int entry(Region column, int index) {
        long place = (long) index * Integer.BYTES;
        column.touch(place, Integer.BYTES);
        return NativeMemory.getInt(column.address() + place);
    }
}
