package io.contextdb.archive;

import io.contextdb.api.spi.BlockCodec;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Packs blocks: tries every filter, keeps the shortest result. Used by one thread. */
final class BlockPacker {
    private final BlockCodec codec;
    private final MemorySegment filtered;
    private MemorySegment best;
    private MemorySegment spare;

    BlockPacker(BlockCodec codec, Arena arena) {
        this.codec = codec;
        filtered = NativeMemory.allocateSegment(arena, PackedLayout.BLOCK_BYTES, Long.BYTES);
        best = NativeMemory.allocateSegment(arena, PackedLayout.BLOCK_BYTES, Long.BYTES);
        spare = NativeMemory.allocateSegment(arena, PackedLayout.BLOCK_BYTES, Long.BYTES);
    }

    /** Packs a block and returns its entry in the table; {@link #packed} holds the result. */
    int pack(MemorySegment block) {
        int bytes = (int) block.byteSize();
        int shortest = bytes;
        int entry = bytes;
        for (DeltaFilter filter : DeltaFilter.values()) {
            filter.apply(block.address(), filtered.address(), bytes);
            // Only what is shorter than the best so far is worth its room.
            int length = shortest > 1 ? codec.compress(filtered.asSlice(0, bytes), spare.asSlice(0, shortest - 1)) : -1;
            if (length >= 0) {
                MemorySegment swapped = best;
                best = spare;
                spare = swapped;
                shortest = length;
                entry = length | filter.ordinal() << PackedLayout.ENTRY_FILTER_SHIFT | PackedLayout.ENTRY_COMPRESSED;
            }
        }
        if (entry == bytes) {
            MemorySegment.copy(block, 0, best, 0, bytes);
        }
        return entry;
    }

    /** The result of the last {@link #pack}. */
    MemorySegment packed(int entry) {
        return best.asSlice(0, entry & PackedLayout.ENTRY_LENGTH_MASK);
    }
}
