package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lists of one direction of an adjacency file, or none at all. Every method costs a look at the list's two offsets and at the verified
 * marks of the blocks it reads, and allocates nothing. Thread-safe.
 */
public final class AdjacencyLists {
    private final @Nullable DataFile file;
    private final long address;
    private final int nodes;
    private final long offsets;
    private final long neighbors;
    private final long edges;
    /** The type all edges have, or -1 when there are several. */
    private final int singleType;

    private final long types;
    private final long directory;

    private AdjacencyLists(
            @Nullable DataFile file,
            int nodes,
            long offsets,
            long neighbors,
            long edges,
            int singleType,
            long types,
            long directory) {
        this.file = file;
        this.address = file == null ? 0 : file.address();
        this.nodes = nodes;
        this.offsets = offsets;
        this.neighbors = neighbors;
        this.edges = edges;
        this.singleType = singleType;
        this.types = types;
        this.directory = directory;
    }

    /** Lists of nobody. */
    public static AdjacencyLists none() {
        return new AdjacencyLists(null, 0, 0, 0, 0, 0, 0, 0);
    }

    static AdjacencyLists of(DataFile file, int direction, int nodes, int edges, long type) {
        boolean severalTypes = type == EdgeFileWriter.SEVERAL_TYPES;
        return new AdjacencyLists(
                file,
                nodes,
                file.section(direction + AdjacencyFileWriter.OFFSETS, nodes + 1L, Integer.BYTES)
                        .offset(),
                file.section(direction + AdjacencyFileWriter.NEIGHBORS, edges, Integer.BYTES)
                        .offset(),
                file.section(direction + AdjacencyFileWriter.EDGES, edges, Integer.BYTES)
                        .offset(),
                severalTypes ? -1 : (int) type,
                severalTypes
                        ? file.section(direction + AdjacencyFileWriter.TYPES, nodes, Integer.BYTES)
                                .offset()
                        : 0,
                severalTypes
                        ? file.section(direction + AdjacencyFileWriter.TYPE_DIRECTORY)
                                .offset()
                        : 0);
    }

    /** How many entries a node's list has. */
    public int degree(int node) {
        DataFile mapped = file;
        if (mapped == null || node >= nodes) {
            return 0;
        }
        long range = range(mapped, node);
        return end(range) - begin(range);
    }

    /** The begin of a node's list in the low, its end in the high half. */
    private long range(DataFile mapped, int node) {
        long offset = offsets + (long) node * Integer.BYTES;
        mapped.touch(offset);
        mapped.touch(offset + Integer.BYTES);
        return NativeMemory.getLong(address + offset);
    }

    /** Narrows a range to the entries of a type. */
    private long rangeOfType(DataFile mapped, int node, int type) {
        long range = range(mapped, node);
        int begin = (int) range;
        if (singleType >= 0) {
            return type == singleType ? range : empty(begin);
        }
        long offset = types + (long) node * Integer.BYTES;
        mapped.touch(offset);
        int word = NativeMemory.getInt(address + offset);
        if (word >= 0) {
            return type == word ? range : empty(begin);
        }
        long entry = directory + (long) (word & ~AdjacencyFileWriter.IN_DIRECTORY) * Integer.BYTES;
        mapped.touch(entry);
        int count = NativeMemory.getInt(address + entry);
        mapped.touch(entry, (1 + 2L * count) * Integer.BYTES);
        int previousEnd = 0;
        for (int i = 0; i < count; i++) {
            long item = address + entry + (1 + 2L * i) * Integer.BYTES;
            int end = NativeMemory.getInt(item + Integer.BYTES);
            if (NativeMemory.getInt(item) == type) {
                return Integer.toUnsignedLong(begin + previousEnd) | (long) (begin + end) << 32;
            }
            previousEnd = end;
        }
        return empty(begin);
    }

    private static long empty(int begin) {
        return Integer.toUnsignedLong(begin) | (long) begin << 32;
    }

    private long range(DataFile mapped, int node, int type) {
        return type == StorageView.ANY_TYPE ? range(mapped, node) : rangeOfType(mapped, node, type);
    }

    /** The places of a node's entries of a type, or of any, for {@link #begin} and {@link #end}. */
    public long range(int node, int type) {
        DataFile mapped = file;
        return mapped == null || node >= nodes ? 0 : range(mapped, node, type);
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

    private int entry(long column, int place) {
        long offset = column + (long) place * Integer.BYTES;
        Objects.requireNonNull(file).touch(offset);
        return NativeMemory.getInt(address + offset);
    }

    /** Copies the neighbours of a node's entries of a type, or of any, and returns how many there are. */
    public int neighbors(int node, int type, int[] target, int offset) {
        DataFile mapped = file;
        if (mapped == null || node >= nodes) {
            return 0;
        }
        long range = range(mapped, node, type);
        int begin = begin(range);
        int count = end(range) - begin;
        copy(mapped, neighbors, begin, count, target, offset);
        return count;
    }

    /** The same with the edges' ordinals. */
    public int edges(int node, int type, int[] targetNeighbors, int[] targetEdges, int offset) {
        DataFile mapped = file;
        if (mapped == null || node >= nodes) {
            return 0;
        }
        long range = range(mapped, node, type);
        int begin = begin(range);
        int count = end(range) - begin;
        copy(mapped, neighbors, begin, count, targetNeighbors, offset);
        copy(mapped, edges, begin, count, targetEdges, offset);
        return count;
    }

    private void copy(DataFile mapped, long column, int begin, int count, int[] target, int offset) {
        long from = column + (long) begin * Integer.BYTES;
        mapped.touch(from, (long) count * Integer.BYTES);
        NativeMemory.copyInts(address + from, target, offset, count);
    }
}
