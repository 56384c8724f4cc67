package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.memory.Crc32c;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

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
            long end = object.bytes() - PackedLayout.TRAILER_BYTES;
            MemorySegment trailer = trailer(place, object, arena);
            int blocks = checkTrailer(place, object, file, trailer, end);
            MemorySegment table =
                    NativeMemory.allocateSegment(arena, (long) blocks * PackedLayout.ENTRY_BYTES, Long.BYTES);
            place.store().get(object.key(), end - table.byteSize(), table);
            require(
                    place,
                    object,
                    Crc32c.of(table) == NativeMemory.getInt(trailer.address() + PackedLayout.TRAILER_TABLE_CHECKSUM),
                    "the checksum of its table is wrong");
            int blockBytes = NativeMemory.getInt(trailer.address() + PackedLayout.TRAILER_BLOCK_BYTES);
            int[] entries = table.toArray(NativeMemory.INT);
            return new PackedObject(
                    name(trailer), blockBytes, offsets(place, object, file, blockBytes, entries, end), entries);
        }
    }

    /** Checks that an object is this file packed, by its trailer and length alone; throws as {@link #read} does. */
    static void require(Place place, ObjectInfo object, DataFile file) {
        try (Arena arena = Arena.ofConfined()) {
            checkTrailer(
                    place, object, file, trailer(place, object, arena), object.bytes() - PackedLayout.TRAILER_BYTES);
        }
    }

    private static MemorySegment trailer(Place place, ObjectInfo object, Arena arena) {
        long end = object.bytes() - PackedLayout.TRAILER_BYTES;
        require(place, object, end >= 0, "it is shorter than a trailer");
        MemorySegment trailer = NativeMemory.allocateSegment(arena, PackedLayout.TRAILER_BYTES, Long.BYTES);
        place.store().get(object.key(), end, trailer);
        return trailer;
    }

    /** Returns the number of blocks. */
    private static int checkTrailer(Place place, ObjectInfo object, DataFile file, MemorySegment trailer, long end) {
        long address = trailer.address();
        require(
                place,
                object,
                NativeMemory.getLong(address + PackedLayout.TRAILER_MAGIC) == PackedLayout.MAGIC,
                "it does not end like a packed file");
        require(
                place,
                object,
                NativeMemory.getInt(address + PackedLayout.TRAILER_CHECKSUM)
                        == Crc32c.of(trailer.asSlice(0, PackedLayout.TRAILER_CHECKSUM)),
                "the checksum of its trailer is wrong");
        int version = NativeMemory.getInt(address + PackedLayout.TRAILER_VERSION);
        if (version != PackedLayout.VERSION) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    place.name(object) + " is packed by version " + Integer.toUnsignedString(version)
                            + "; this version of ContextDB unpacks version " + PackedLayout.VERSION);
        }
        byte[] digest = trailer.asSlice(PackedLayout.TRAILER_DIGEST, PackedLayout.TRAILER_DIGEST_BYTES)
                .toArray(ValueLayout.JAVA_BYTE);
        require(
                place,
                object,
                NativeMemory.getLong(address + PackedLayout.TRAILER_FILE_BYTES) == file.bytes()
                        && HexFormat.of().formatHex(digest).equals(file.sha256()),
                "it is another file than the snapshot names");
        int blockBytes = NativeMemory.getInt(address + PackedLayout.TRAILER_BLOCK_BYTES);
        require(
                place,
                object,
                Integer.bitCount(blockBytes) == 1
                        && blockBytes >= PackedLayout.BLOCK_BYTES_MIN
                        && blockBytes <= PackedLayout.BLOCK_BYTES_MAX,
                "its blocks have " + blockBytes + " bytes");
        int blocks = NativeMemory.getInt(address + PackedLayout.TRAILER_BLOCKS);
        require(
                place,
                object,
                blocks <= PackedLayout.BLOCKS_MAX
                        && blocks == (file.bytes() + blockBytes - 1) / blockBytes
                        && NativeMemory.getLong(address + PackedLayout.TRAILER_TABLE)
                                == end - (long) blocks * PackedLayout.ENTRY_BYTES
                        && (long) blocks * PackedLayout.ENTRY_BYTES <= end,
                "its table of " + blocks + " blocks does not fit");
        return blocks;
    }

    private static String name(MemorySegment trailer) {
        byte[] bytes = trailer.asSlice(PackedLayout.TRAILER_CODEC, PackedLayout.TRAILER_CODEC_BYTES)
                .toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "").replaceAll("[^ -~]", "?");
    }

    private static long[] offsets(
            Place place, ObjectInfo object, DataFile file, int blockBytes, int[] entries, long end) {
        long[] offsets = new long[entries.length + 1];
        for (int i = 0; i < entries.length; i++) {
            int length = entries[i] & PackedLayout.ENTRY_LENGTH_MASK;
            long whole = Math.min(blockBytes, file.bytes() - (long) i * blockBytes);
            int filter = entries[i] >>> PackedLayout.ENTRY_FILTER_SHIFT & PackedLayout.ENTRY_FILTER_MASK;
            boolean compressed = (entries[i] & PackedLayout.ENTRY_COMPRESSED) != 0;
            require(
                    place,
                    object,
                    filter < DeltaFilter.values().length && (compressed ? length < whole : length == whole),
                    "block " + i + " has " + length + " bytes for " + whole);
            offsets[i + 1] = offsets[i] + length;
        }
        require(
                place,
                object,
                offsets[entries.length] == end - (long) entries.length * PackedLayout.ENTRY_BYTES,
                "its blocks do not end where its table begins");
        return offsets;
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

    private static void require(Place place, ObjectInfo object, boolean good, String what) {
        if (!good) {
            throw Damage.of(place.name(object) + " of " + object.bytes() + " bytes is damaged: " + what);
        }
    }
}
