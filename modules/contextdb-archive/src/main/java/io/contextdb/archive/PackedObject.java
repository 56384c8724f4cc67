package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The end of a packed object, checked against what is expected of it.
 *
 * @param codec the name of its codec
 * @param blockBytes bytes of a block of the file
 * @param offsets where each block begins in the object, and behind the last one where it ends
 * @param entries the table
 */
record PackedObject(String codec, int blockBytes, long[] offsets, int[] entries) {
    /**
     * Reads the end of an object.
     *
     * @throws ContextDbException {@code CORRUPTION} when it is not the file packed, {@code FORMAT_TOO_NEW}
     */
    static PackedObject read(Place place, ObjectInfo object, DataFile file) {
        try (Arena arena = Arena.ofConfined()) {
            PackedTrailer trailer = PackedTrailer.read(place, object, file, arena);
            int[] entries = trailer.readTable(arena);
            return new PackedObject(trailer.codec(), trailer.blockBytes(), trailer.offsets(entries), entries);
        }
    }

    /** Checks that an object is this file packed, by its trailer and length alone; throws as {@link #read} does. */
    static void require(Place place, ObjectInfo object, DataFile file) {
        try (Arena arena = Arena.ofConfined()) {
            PackedTrailer.read(place, object, file, arena);
        }
    }

    int blocks() {
        return entries.length;
    }

    /**
     * Unpacks a block.
     *
     * @param source its bytes in the object
     * @param scratch as long as a block
     * @param target as long as the block is in the file
     */
    void unpack(int block, BlockCodec with, MemorySegment source, MemorySegment scratch, MemorySegment target) {
        int bytes = (int) target.byteSize();
        DeltaFilter filter = DeltaFilter.values()[
                entries[block] >>> PackedLayout.ENTRY_FILTER_SHIFT & PackedLayout.ENTRY_FILTER_MASK];
        MemorySegment filtered = source;
        if ((entries[block] & PackedLayout.ENTRY_COMPRESSED) != 0) {
            filtered = scratch.asSlice(0, bytes);
            with.decompress(source, filtered);
        }
        filter.undo(filtered.address(), target.address(), bytes);
    }
}
