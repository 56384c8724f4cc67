package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An object that is the file packed. */
record PackedFile(Place place, DataFile file, ObjectInfo object, PackedObject packed, BlockCodec codec)
        implements StoredFile {
    /** Reads the end of the object and finds its codec. */
    static PackedFile of(Place place, DataFile file, ObjectInfo object) {
        PackedObject packed = PackedObject.read(place, object, file);
        return new PackedFile(
                place, file, object, packed, place.codecs().forFetching(packed.codec(), place.name(object)));
    }

    @Override
    public MemorySegment read(long offset, Arena arena) {
        MemorySegment range = NativeMemory.allocateSegment(arena, StoredFile.length(file, offset), Long.BYTES);
        int first = Math.toIntExact(offset / packed.blockBytes());
        // As many blocks as unpack to a range, so that neither what is fetched nor what it becomes takes more room.
        int end = (int) Math.min(packed.blocks(), first + RANGE_BYTES / packed.blockBytes());
        try (Arena scratches = Arena.ofConfined()) {
            long from = packed.offsets()[first];
            MemorySegment source = NativeMemory.allocateSegment(scratches, packed.offsets()[end] - from, Long.BYTES);
            MemorySegment scratch = NativeMemory.allocateSegment(scratches, packed.blockBytes(), Long.BYTES);
            place.store().get(object.key(), from, source);
            for (int block = first; block < end; block++) {
                long at = (long) (block - first) * packed.blockBytes();
                unpack(
                        block,
                        source.asSlice(
                                packed.offsets()[block] - from, packed.offsets()[block + 1] - packed.offsets()[block]),
                        scratch,
                        range.asSlice(at, Math.min(packed.blockBytes(), range.byteSize() - at)));
            }
        }
        return range;
    }

    private void unpack(int block, MemorySegment source, MemorySegment scratch, MemorySegment target) {
        try {
            packed.unpack(block, codec, source, scratch, target);
        } catch (ContextDbException e) {
            throw new ContextDbException(
                    e.code(),
                    "block " + block + " of " + place.name(object) + " cannot be unpacked: " + Damage.words(e),
                    e);
        }
    }
}
