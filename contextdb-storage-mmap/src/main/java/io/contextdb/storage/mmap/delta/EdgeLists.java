package io.contextdb.storage.mmap.delta;

import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * Edges added to nodes since the base, in the order of creation: for each node and direction one block, the first a
 * cache line long. A full block is copied into one twice as long, which takes its place; readers may still be in the
 * old one, so it stays as it is until the delta ends. Most lists are short, so that reading one is a look at the node's
 * record and one at its block. A block:
 *
 * <pre>
 * u32 room for entries; u32 zero
 * u32 the node at the other end of each
 * u32 the ordinal of each edge, ascending
 * u32 the type of each edge
 * </pre>
 *
 * <p>The writer first says which edge it is about to add, then writes the entry, then the number of entries. So a
 * reader that reads the number first, and then finds that the newest edge is one its view sees, knows that the number
 * is exactly that of the entries it sees. Only a reader that meets a newer edge looks for the first that it does not
 * see.
 */
final class EdgeLists {
    /** What a node keeps of a list: u64 block, 0 before the first entry; u32 entries; u32 the newest edge plus one. */
    static final int LIST_BYTES = 16;

    private static final int BLOCK = 0;
    private static final int COUNT = 8;
    private static final int NEWEST = 12;

    private static final int HEADER_BYTES = 8;
    private static final int COLUMNS = 3;
    private static final int LINE_BYTES = 64;

    private final DeltaMemory memory;

    EdgeLists(DeltaMemory memory) {
        this.memory = memory;
    }

    /** Adds an edge to the list kept at an address. */
    void add(long list, int neighbor, int edge, int type) {
        int count = NativeMemory.getInt(list + COUNT);
        long block = NativeMemory.getLong(list + BLOCK);
        int room = block == 0 ? 0 : NativeMemory.getInt(block);
        if (count == room) {
            long larger = allocate(room == 0 ? LINE_BYTES : 2L * bytes(room));
            copy(block, room, larger, count);
            NativeMemory.putLongRelease(list + BLOCK, larger);
            block = larger;
            room = NativeMemory.getInt(block);
        }
        NativeMemory.putInt(list + NEWEST, edge + 1);
        NativeMemory.putInt(column(block, room, 0) + (long) count * Integer.BYTES, neighbor);
        NativeMemory.putInt(column(block, room, 1) + (long) count * Integer.BYTES, edge);
        NativeMemory.putInt(column(block, room, 2) + (long) count * Integer.BYTES, type);
        NativeMemory.putIntRelease(list + COUNT, count + 1);
    }

    private long allocate(long bytes) {
        long block = memory.allocate(bytes, LINE_BYTES);
        NativeMemory.putInt(block, (int) ((bytes - HEADER_BYTES) / (COLUMNS * Integer.BYTES)));
        return block;
    }

    private static void copy(long from, int fromRoom, long to, int count) {
        int room = NativeMemory.getInt(to);
        for (int column = 0; column < COLUMNS && count > 0; column++) {
            NativeMemory.copy(column(from, fromRoom, column), column(to, room, column), (long) count * Integer.BYTES);
        }
    }

    /** The length of a block with some room: whole lines. */
    private static long bytes(int room) {
        return HEADER_BYTES + (long) room * COLUMNS * Integer.BYTES + LINE_BYTES - 1 & -LINE_BYTES;
    }

    /** Where a column of a block begins: 0 neighbours, 1 edges, 2 types. */
    private static long column(long block, int room, int column) {
        return block + HEADER_BYTES + (long) column * room * Integer.BYTES;
    }

    /** At least the number of entries a view sees. */
    static int count(long list) {
        return NativeMemory.getInt(list + COUNT);
    }

    /**
     * Copies the entries a view sees and returns where the next would go.
     *
     * @param edgeLimit the view's
     * @param type a type or {@link StorageView#ANY_TYPE}
     * @param deleted where deletions are looked up; null when none of the node's edges was deleted
     * @param stamp the view's
     * @param edges null when edge ordinals are not asked for
     */
    static int copy(
            long list,
            int edgeLimit,
            int type,
            @Nullable DeltaEdges deleted,
            int stamp,
            int[] neighbors,
            int @Nullable [] edges,
            int offset) {
        int count = NativeMemory.getIntAcquire(list + COUNT);
        boolean newer = NativeMemory.getInt(list + NEWEST) > edgeLimit;
        long block = NativeMemory.getLongAcquire(list + BLOCK);
        if (count == 0) {
            return offset;
        }
        int room = NativeMemory.getInt(block);
        int seen = newer ? seen(column(block, room, 1), count, edgeLimit) : count;
        if (type != StorageView.ANY_TYPE || deleted != null) {
            return copyChosen(block, room, seen, type, deleted, stamp, neighbors, edges, offset);
        }
        NativeMemory.copyInts(column(block, room, 0), neighbors, offset, seen);
        if (edges != null) {
            NativeMemory.copyInts(column(block, room, 1), edges, offset, seen);
        }
        return offset + seen;
    }

    /** How many of ascending edges are below a limit. */
    private static int seen(long edges, int count, int edgeLimit) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            if (NativeMemory.getInt(edges + (long) middle * Integer.BYTES) < edgeLimit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int copyChosen(
            long block,
            int room,
            int count,
            int type,
            @Nullable DeltaEdges deleted,
            int stamp,
            int[] neighbors,
            int @Nullable [] edges,
            int offset) {
        int place = offset;
        for (int i = 0; i < count; i++) {
            long entry = (long) i * Integer.BYTES;
            int edge = NativeMemory.getInt(column(block, room, 1) + entry);
            boolean wanted =
                    type == StorageView.ANY_TYPE || type == NativeMemory.getInt(column(block, room, 2) + entry);
            if (wanted && (deleted == null || !deleted.deleted(edge, stamp))) {
                if (edges != null) {
                    edges[place] = edge;
                }
                neighbors[place++] = NativeMemory.getInt(column(block, room, 0) + entry);
            }
        }
        return place;
    }
}
