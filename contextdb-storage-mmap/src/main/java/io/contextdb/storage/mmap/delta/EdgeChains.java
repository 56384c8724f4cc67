package io.contextdb.storage.mmap.delta;

import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * Edges added to nodes since the base, in the order of creation: for each node and direction a chain of blocks that double in
 * size:
 *
 * <pre>
 * u64 next block; u32 entries in it; u32 room for entries
 * u32 the node at the other end of each
 * u32 the ordinal of each edge
 * u32 the type of each edge
 * </pre>
 *
 * <p>Edge ordinals ascend along a chain, so a reader stops at the first that is not below its view's limit.
 */
final class EdgeChains {
    /** What a node keeps of a chain: u64 first block; u64 last block; u32 entries; u32 zero. */
    static final int CHAIN_BYTES = 24;

    private static final int CHAIN_FIRST = 0;
    private static final int CHAIN_LAST = 8;
    private static final int CHAIN_COUNT = 16;

    private static final int BLOCK_NEXT = 0;
    private static final int BLOCK_COUNT = 8;
    private static final int BLOCK_ROOM = 12;
    private static final int BLOCK_NEIGHBORS = 16;
    private static final int COLUMNS = 3;

    private static final int ROOM_MIN = 4;
    private static final int ROOM_MAX = 1024;

    private final DeltaMemory memory;

    EdgeChains(DeltaMemory memory) {
        this.memory = memory;
    }

    /** Adds an edge to the chain kept at an address. */
    void add(long chain, int neighbor, int edge, int type) {
        long block = NativeMemory.getLong(chain + CHAIN_LAST);
        int count = block == 0 ? 0 : NativeMemory.getInt(block + BLOCK_COUNT);
        if (block == 0 || count == NativeMemory.getInt(block + BLOCK_ROOM)) {
            block = addBlock(chain, block);
            count = 0;
        }
        int room = NativeMemory.getInt(block + BLOCK_ROOM);
        NativeMemory.putInt(entry(block, room, 0, count), neighbor);
        NativeMemory.putInt(entry(block, room, 1, count), edge);
        NativeMemory.putInt(entry(block, room, 2, count), type);
        NativeMemory.putIntRelease(block + BLOCK_COUNT, count + 1);
        NativeMemory.putInt(chain + CHAIN_COUNT, NativeMemory.getInt(chain + CHAIN_COUNT) + 1);
    }

    /** The address of an entry of a column: neighbours, edges, types. */
    private static long entry(long block, int room, int column, int index) {
        return block + BLOCK_NEIGHBORS + ((long) column * room + index) * Integer.BYTES;
    }

    private long addBlock(long chain, long last) {
        int room = last == 0 ? ROOM_MIN : Math.min(ROOM_MAX, 2 * NativeMemory.getInt(last + BLOCK_ROOM));
        long block = memory.allocate(BLOCK_NEIGHBORS + (long) room * COLUMNS * Integer.BYTES);
        NativeMemory.putInt(block + BLOCK_ROOM, room);
        NativeMemory.putLongRelease(last == 0 ? chain + CHAIN_FIRST : last + BLOCK_NEXT, block);
        NativeMemory.putLong(chain + CHAIN_LAST, block);
        return block;
    }

    /** At least the number of entries a view sees. */
    static int count(long chain) {
        return NativeMemory.getInt(chain + CHAIN_COUNT);
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
            long chain,
            int edgeLimit,
            int type,
            @Nullable DeltaEdges deleted,
            int stamp,
            int[] neighbors,
            int @Nullable [] edges,
            int offset) {
        int place = offset;
        for (long block = NativeMemory.getLongAcquire(chain + CHAIN_FIRST);
                block != 0;
                block = NativeMemory.getLongAcquire(block + BLOCK_NEXT)) {
            int count = NativeMemory.getIntAcquire(block + BLOCK_COUNT);
            int room = NativeMemory.getInt(block + BLOCK_ROOM);
            boolean seenWhole = NativeMemory.getInt(entry(block, room, 1, count - 1)) < edgeLimit;
            if (!seenWhole) {
                count = seen(block, room, count, edgeLimit);
            }
            if (type == StorageView.ANY_TYPE && deleted == null) {
                NativeMemory.copyInts(entry(block, room, 0, 0), neighbors, place, count);
                if (edges != null) {
                    NativeMemory.copyInts(entry(block, room, 1, 0), edges, place, count);
                }
                place += count;
            } else {
                place = copyChosen(block, room, count, type, deleted, stamp, neighbors, edges, place);
            }
            if (!seenWhole) {
                return place;
            }
        }
        return place;
    }

    /** How many entries of a block have edges below a limit. */
    private static int seen(long block, int room, int count, int edgeLimit) {
        int seen = count - 1;
        while (seen > 0 && NativeMemory.getInt(entry(block, room, 1, seen - 1)) >= edgeLimit) {
            seen--;
        }
        return seen;
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
            int edge = NativeMemory.getInt(entry(block, room, 1, i));
            boolean wanted = type == StorageView.ANY_TYPE || type == NativeMemory.getInt(entry(block, room, 2, i));
            if (wanted && (deleted == null || !deleted.deleted(edge, stamp))) {
                if (edges != null) {
                    edges[place] = edge;
                }
                neighbors[place++] = NativeMemory.getInt(entry(block, room, 0, i));
            }
        }
        return place;
    }
}
