package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;

/**
 * Sorts edges into the lists of one direction, in native memory and within a budget; {@link AdjacencyFileWriter} says
 * how. An entry is 64 bits: the neighbour above, the edge's ordinal below, so entries compare as numbers.
 *
 * <p>Two threads fill a range, each the lists of one half of its entries, for which it reads all edges: what costs time
 * is not to read them in their order but to put them where they belong. Each list is made by one thread in the order of
 * edges, so the bytes are the same as with one.
 */
final class AdjacencySorter {
    private static final int CHUNK_EDGES = 1 << 15;
    /** Shorter ranges are not worth a thread. */
    private static final int TWO_THREADS_ENTRIES_MIN = 1 << 16;

    private final EdgeFile edges;
    private final boolean forward;
    private final int nodeLimit;
    private final boolean severalTypes;
    /** Where each node's list begins, 4 bytes each; one more than nodes. */
    private final long offsets;
    /** Where the next entry of each node goes, while a range is filled. */
    private final long next;
    /** Each node's type or place in the directory, when there are several types. */
    private final long types;

    private final TypeDirectory directory;
    /** Entries of the present range, and their types when there are several. */
    private final long entries;

    private final long entryTypes;
    private final long entriesMax;
    private final Filler lower;
    private final Filler upper;
    /** Whether the one range there is has been filled. */
    private boolean filled;
    /** Whether all ranges were seen once, so that types and directory are complete. */
    private boolean typesKnown;

    AdjacencySorter(EdgeFile edges, boolean forward, int nodeLimit, long budgetBytes, Arena arena) {
        this.edges = edges;
        this.forward = forward;
        this.nodeLimit = nodeLimit;
        this.severalTypes = edges.severalTypes();
        this.directory = new TypeDirectory(arena);
        this.offsets = NativeMemory.allocate(arena, (nodeLimit + 1L) * Integer.BYTES);
        this.next = NativeMemory.allocate(arena, (long) nodeLimit * Integer.BYTES);
        this.types = severalTypes ? NativeMemory.allocate(arena, (long) nodeLimit * Integer.BYTES) : 0;
        long longest = count(arena);
        int bytesEach = severalTypes ? Long.BYTES + Integer.BYTES : Long.BYTES;
        this.entriesMax = Math.min(edges.count(), Math.max(longest, budgetBytes / bytesEach));
        this.entries = NativeMemory.allocate(arena, entriesMax * Long.BYTES);
        this.entryTypes = severalTypes ? NativeMemory.allocate(arena, entriesMax * Integer.BYTES) : 0;
        this.lower = new Filler(longest, arena);
        this.upper = new Filler(longest, arena);
    }

    /** Where each node's list begins, as the file has it. */
    long offsets() {
        return offsets;
    }

    /** Each node's type as the file has it, once all ranges were seen. */
    long types() {
        return types;
    }

    /** The type directory, once all ranges were seen. */
    TypeDirectory directory() {
        return directory;
    }

    /** Is shown a range of lists: the address of its entries and how many there are. */
    @FunctionalInterface
    interface RangeVisitor {
        void range(long address, long entries);
    }

    /** Shows all lists in order, range by range. */
    void forEachRange(RangeVisitor visitor) {
        for (int first = 0; first < nodeLimit; ) {
            int end = rangeEnd(first);
            if (!filled) {
                fill(first, end);
                filled = first == 0 && end == nodeLimit;
            }
            visitor.range(entries, Integer.toUnsignedLong(offset(end)) - offset(first));
            first = end;
        }
        typesKnown = true;
    }

    private int offset(int node) {
        return NativeMemory.getInt(offsets + (long) node * Integer.BYTES);
    }

    /** Counts each node's entries and turns the counts into offsets; returns the length of the longest list. */
    private long count(Arena arena) {
        long keys = NativeMemory.allocate(arena, (long) CHUNK_EDGES * Integer.BYTES);
        for (int from = 0; from < edges.count(); from += CHUNK_EDGES) {
            int count = readKeys(from, keys);
            for (int i = 0; i < count; i++) {
                int node = NativeMemory.getInt(keys + (long) i * Integer.BYTES);
                assert node >= 0 && node < nodeLimit : node;
                long slot = offsets + (node + 1L) * Integer.BYTES;
                NativeMemory.putInt(slot, NativeMemory.getInt(slot) + 1);
            }
        }
        long longest = 0;
        int sum = 0;
        for (int node = 1; node <= nodeLimit; node++) {
            long slot = offsets + (long) node * Integer.BYTES;
            longest = Math.max(longest, NativeMemory.getInt(slot));
            sum += NativeMemory.getInt(slot);
            NativeMemory.putInt(slot, sum);
        }
        return longest;
    }

    private int readKeys(int from, long keys) {
        int count = Math.min(CHUNK_EDGES, edges.count() - from);
        if (forward) {
            edges.copySources(from, count, keys);
        } else {
            edges.copyTargets(from, count, keys);
        }
        return count;
    }

    /** The end of the longest range from a node on whose entries fit. */
    private int rangeEnd(int first) {
        return lastNode(first + 1, nodeLimit, offset(first) + entriesMax);
    }

    /** The last node from one to another whose list begins at {@code limit} or before; the first when there is none. */
    private int lastNode(int from, int to, long limit) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (offset(middle) <= limit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void fill(int first, int end) {
        int base = offset(first);
        long length = (long) offset(end) - base;
        NativeMemory.copy(
                offsets + (long) first * Integer.BYTES,
                next + (long) first * Integer.BYTES,
                (long) (end - first) * Integer.BYTES);
        if (length < TWO_THREADS_ENTRIES_MIN) {
            lower.fill(first, end, base);
        } else {
            int middle = lastNode(first, end, base + length / 2);
            TwoThreads.run(() -> lower.fill(first, middle, base), () -> upper.fill(middle, end, base));
        }
        if (severalTypes && !typesKnown) {
            listTypes(first, end, base);
        }
    }

    /** Writes down the types of the nodes of a sorted range, in their order. */
    private void listTypes(int first, int end, int base) {
        for (int node = first; node < end; node++) {
            int start = offset(node) - base;
            int length = offset(node + 1) - base - start;
            if (length > 0) {
                long listTypes = entryTypes + (long) start * Integer.BYTES;
                NativeMemory.putInt(types + (long) node * Integer.BYTES, directory.add(listTypes, length));
            }
        }
    }

    /** Makes the lists of a range of nodes, by one thread. */
    private final class Filler {
        private final ListSorter sorter;
        /** Chunks of the columns that are read: the ordering end, the other end, types. */
        private final long keys;

        private final long others;
        private final long chunkTypes;

        Filler(long longest, Arena arena) {
            this.sorter = ListSorter.ofAscendingEdges(severalTypes, longest, arena);
            this.keys = NativeMemory.allocate(arena, 3L * CHUNK_EDGES * Integer.BYTES);
            this.others = keys + (long) CHUNK_EDGES * Integer.BYTES;
            this.chunkTypes = others + (long) CHUNK_EDGES * Integer.BYTES;
        }

        /** Makes the lists; {@code base} is the offset of the first entry in memory. */
        void fill(int first, int end, int base) {
            for (int from = 0; from < edges.count(); from += CHUNK_EDGES) {
                int count = readKeys(from, keys);
                if (forward) {
                    edges.copyTargets(from, count, others);
                } else {
                    edges.copySources(from, count, others);
                }
                if (severalTypes) {
                    edges.copyTypes(from, count, chunkTypes);
                }
                scatter(first, end, base, from, count);
            }
            for (int node = first; node < end; node++) {
                sort(node, base);
            }
        }

        private void scatter(int first, int end, int base, int from, int count) {
            for (int i = 0; i < count; i++) {
                int node = NativeMemory.getInt(keys + (long) i * Integer.BYTES);
                if (node >= first && node < end) {
                    long slot = next + (long) node * Integer.BYTES;
                    int place = NativeMemory.getInt(slot);
                    NativeMemory.putInt(slot, place + 1);
                    long neighbor = NativeMemory.getInt(others + (long) i * Integer.BYTES);
                    NativeMemory.putLong(entries + (long) (place - base) * Long.BYTES, neighbor << 32 | from + i);
                    if (severalTypes) {
                        int type = NativeMemory.getInt(chunkTypes + (long) i * Integer.BYTES);
                        NativeMemory.putInt(entryTypes + (long) (place - base) * Integer.BYTES, type);
                    }
                }
            }
        }

        private void sort(int node, int base) {
            int start = offset(node) - base;
            int length = offset(node + 1) - base - start;
            if (length > 1) {
                sorter.sort(entries + (long) start * Long.BYTES, entryTypes + (long) start * Integer.BYTES, length);
            }
        }
    }
}
