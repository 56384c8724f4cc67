package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
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
 * The trailer of a packed object, as {@link PackedLayout} defines it, and the table before it, checked against the file
 * that the object should be. Throws {@code CORRUPTION} when it is another one, or damaged. Used by one thread.
 */
final class PackedTrailer {
    private final Place place;
    private final ObjectInfo object;
    private final DataFile file;
    private final MemorySegment trailer;

    /** Where the trailer begins in the object. */
    private final long end;

    private PackedTrailer(Place place, ObjectInfo object, DataFile file, Arena arena) {
        this.place = place;
        this.object = object;
        this.file = file;
        end = object.bytes() - PackedLayout.TRAILER_BYTES;
        trailer = NativeMemory.allocateSegment(arena, PackedLayout.TRAILER_BYTES, Long.BYTES);
    }

    /**
     * Reads and checks the trailer of an object.
     *
     * @param arena its memory
     * @throws ContextDbException {@code CORRUPTION}, {@code FORMAT_TOO_NEW}
     */
    static PackedTrailer read(Place place, ObjectInfo object, DataFile file, Arena arena) {
        PackedTrailer found = new PackedTrailer(place, object, file, arena);
        found.require(found.end >= 0, "it is shorter than a trailer");
        place.store().get(object.key(), found.end, found.trailer);
        found.checkSeal();
        found.checkFile();
        found.checkBlocks();
        return found;
    }

    private void checkSeal() {
        require(longAt(PackedLayout.TRAILER_MAGIC) == PackedLayout.MAGIC, "it does not end like a packed file");
        require(
                intAt(PackedLayout.TRAILER_CHECKSUM) == Crc32c.of(trailer.asSlice(0, PackedLayout.TRAILER_CHECKSUM)),
                "the checksum of its trailer is wrong");
        int version = intAt(PackedLayout.TRAILER_VERSION);
        if (version != PackedLayout.VERSION) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    place.name(object) + " is packed by version " + Integer.toUnsignedString(version)
                            + "; this version of ContextDB unpacks version " + PackedLayout.VERSION);
        }
    }

    private void checkFile() {
        byte[] digest = bytesAt(PackedLayout.TRAILER_DIGEST, PackedLayout.TRAILER_DIGEST_BYTES);
        require(
                longAt(PackedLayout.TRAILER_FILE_BYTES) == file.bytes()
                        && HexFormat.of().formatHex(digest).equals(file.sha256()),
                "it is another file than the snapshot names");
    }

    private void checkBlocks() {
        int blockBytes = blockBytes();
        require(
                Integer.bitCount(blockBytes) == 1
                        && blockBytes >= PackedLayout.BLOCK_BYTES_MIN
                        && blockBytes <= PackedLayout.BLOCK_BYTES_MAX,
                "its blocks have " + blockBytes + " bytes");
        int blocks = blocks();
        require(
                blocks <= PackedLayout.BLOCKS_MAX
                        && blocks == (file.bytes() + blockBytes - 1) / blockBytes
                        && longAt(PackedLayout.TRAILER_TABLE) == end - tableBytes()
                        && tableBytes() <= end,
                "its table of " + blocks + " blocks does not fit");
    }

    /** The name of the codec. */
    String codec() {
        byte[] bytes = bytesAt(PackedLayout.TRAILER_CODEC, PackedLayout.TRAILER_CODEC_BYTES);
        return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "").replaceAll("[^ -~]", "?");
    }

    /** Bytes of a block of the file. */
    int blockBytes() {
        return intAt(PackedLayout.TRAILER_BLOCK_BYTES);
    }

    private int blocks() {
        return intAt(PackedLayout.TRAILER_BLOCKS);
    }

    private long tableBytes() {
        return (long) blocks() * PackedLayout.ENTRY_BYTES;
    }

    /** Reads the table: an entry for each block. */
    int[] readTable(Arena arena) {
        MemorySegment table = NativeMemory.allocateSegment(arena, tableBytes(), Long.BYTES);
        place.store().get(object.key(), end - table.byteSize(), table);
        require(Crc32c.of(table) == intAt(PackedLayout.TRAILER_TABLE_CHECKSUM), "the checksum of its table is wrong");
        return table.toArray(NativeMemory.INT);
    }

    /** Where the block of each entry begins in the object, and behind the last one where it ends. */
    long[] offsets(int[] entries) {
        long[] offsets = new long[entries.length + 1];
        for (int i = 0; i < entries.length; i++) {
            int length = entries[i] & PackedLayout.ENTRY_LENGTH_MASK;
            long whole = Math.min(blockBytes(), file.bytes() - (long) i * blockBytes());
            int filter = entries[i] >>> PackedLayout.ENTRY_FILTER_SHIFT & PackedLayout.ENTRY_FILTER_MASK;
            boolean compressed = (entries[i] & PackedLayout.ENTRY_COMPRESSED) != 0;
            require(
                    filter < DeltaFilter.values().length && (compressed ? length < whole : length == whole),
                    "block " + i + " has " + length + " bytes for " + whole);
            offsets[i + 1] = offsets[i] + length;
        }
        require(
                offsets[entries.length] == end - (long) entries.length * PackedLayout.ENTRY_BYTES,
                "its blocks do not end where its table begins");
        return offsets;
    }

    private int intAt(long offset) {
        return trailer.get(NativeMemory.INT, offset);
    }

    private long longAt(long offset) {
        return trailer.get(NativeMemory.LONG, offset);
    }

    private byte[] bytesAt(long offset, long length) {
        return trailer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private void require(boolean good, String what) {
        if (!good) {
            throw Damage.of(place.name(object) + " of " + object.bytes() + " bytes is damaged: " + what);
        }
    }
}
