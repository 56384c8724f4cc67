package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFile.Region;
import io.contextdb.storage.mmap.snapshot.FileRole;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lists of one direction of an adjacency file. What a method costs is a look at the list's two offsets, a copy, and
 * as long as not all of the file was verified a look at the marks of the blocks it reads; nothing is allocated. Nodes
 * above those of the file have no entries. Thread-safe.
 *
 * <p>When the file is a patch, it has some of the lists and the files below it the rest: {@link #holder} says which
 * lists to ask for a node.
 */
public final class AdjacencyLists {
    private final @Nullable AdjacencyLists below;
    private final Level level;
    /** Null for a base, which has all lists. */
    private final @Nullable Redirects redirects;

    private final int rows;
    private final long entries;
    private final Region offsets;
    private final Region neighbors;
    private final Region edges;
    /** The type all edges have; when there are several, {@link #types} and {@link #directory} are not null. */
    private final int singleType;

    private final @Nullable Region types;
    private final @Nullable Region directory;

    /** The lists of a direction, whose sections are numbered from {@code direction} on. */
    AdjacencyLists(DataFile file, FileRole role, int direction, @Nullable AdjacencyLists below) {
        long description =
                file.section(AdjacencyFileWriter.DESCRIPTION, 5, Long.BYTES).offset();
        int added = (int) file.getLong(description + AdjacencyFileWriter.NODES);
        this.entries = file.getLong(description
                + (direction == AdjacencyFileWriter.FORWARD
                        ? AdjacencyFileWriter.FORWARD_ENTRIES
                        : AdjacencyFileWriter.BACKWARD_ENTRIES));
        long type = file.getLong(description + AdjacencyFileWriter.TYPE);
        this.below = below;
        this.level = Level.of(
                file, role, direction + AdjacencyFileWriter.REDIRECTS, below == null ? null : below.level, added);
        this.redirects = level.redirects();
        this.rows = level.rows();
        this.offsets = file.region(file.section(direction + AdjacencyFileWriter.OFFSETS, rows + 1L, Integer.BYTES));
        this.neighbors = file.region(file.section(direction + AdjacencyFileWriter.NEIGHBORS, entries, Integer.BYTES));
        this.edges = file.region(file.section(direction + AdjacencyFileWriter.EDGES, entries, Integer.BYTES));
        this.singleType = (int) type;
        boolean several = type == EdgeFileWriter.SEVERAL_TYPES;
        this.types =
                several ? file.region(file.section(direction + AdjacencyFileWriter.TYPES, rows, Integer.BYTES)) : null;
        this.directory = several ? file.region(file.section(direction + AdjacencyFileWriter.TYPE_DIRECTORY)) : null;
    }

    /** Where the file is among those of its kind. */
    public Level level() {
        return level;
    }

    /** The lists of the file below; null for a base. */
    public @Nullable AdjacencyLists below() {
        return below;
    }

    /** How many entries the file has. */
    public long entries() {
        return entries;
    }

    /** The lists of the lowest of the files: the base. */
    public AdjacencyLists base() {
        AdjacencyLists base = this;
        while (base.below != null) {
            base = base.below;
        }
        return base;
    }

    /** The lists among which is that of a node; for other nodes these must not be asked. */
    public AdjacencyLists holder(int node) {
        AdjacencyLists holder = this;
        Redirects redirected = redirects;
        while (redirected != null && !redirected.holds(node)) {
            holder = Objects.requireNonNull(holder.below);
            redirected = holder.redirects;
        }
        return holder;
    }

    private int row(int node) {
        return redirects == null ? node : redirects.row(node);
    }

    /** How many entries a node's list has. */
    public int degree(int node) {
        int row = row(node);
        if (row >= rows) {
            return 0;
        }
        long range = rangeAt(row);
        return end(range) - begin(range);
    }

    /** Copies the neighbours of a node's entries of a type, or of any, and returns how many there are. */
    public int neighbors(int node, int type, int[] target, int offset) {
        long range = range(node, type);
        int count = end(range) - begin(range);
        copy(neighbors, begin(range), count, target, offset);
        return count;
    }

    /** Copies the neighbours of the entries in a range. */
    public void copy(long range, int[] target, int offset) {
        copy(neighbors, begin(range), end(range) - begin(range), target, offset);
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
        int row = row(node);
        if (row >= rows) {
            return 0;
        }
        long range = rangeAt(row);
        Region nodeTypes = types;
        if (type == StorageView.ANY_TYPE || nodeTypes == null && type == singleType) {
            return range;
        }
        return nodeTypes == null ? empty(range) : rangeOfType(nodeTypes, range, row, type);
    }

    /** The places of the entries of the list at a place in the file, for {@link #begin} and {@link #end}. */
    public long rangeAt(int row) {
        long place = (long) row * Integer.BYTES;
        offsets.touch(place, Long.BYTES);
        return NativeMemory.getLong(offsets.address() + place);
    }

    /** Narrows a range to the entries of a type. */
    private long rangeOfType(Region nodeTypes, long range, int row, int type) {
        long place = (long) row * Integer.BYTES;
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
