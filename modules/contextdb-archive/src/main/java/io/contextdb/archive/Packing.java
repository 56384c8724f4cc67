package io.contextdb.archive;

import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.Crc32c;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** Writes a packed file beside the one it is made of. */
final class Packing {
    /** What is packed is sent only when it saves this much; else the file itself is, which other tools can read. */
    private static final double RATIO_MAX = 0.9;

    private final FileSystem files;
    private final String codecName;
    private final BlockCodec codec;

    Packing(FileSystem files, String codecName, BlockCodec codec) {
        this.files = files;
        this.codecName = codecName;
        this.codec = codec;
    }

    /**
     * Packs a file.
     *
     * @param content the file, mapped
     * @param target where the packed file goes; it does not exist
     * @return whether it is worth while
     */
    boolean pack(DataFile file, MemorySegment content, Path target) {
        long bytes = content.byteSize();
        int blocks = Math.toIntExact((bytes + PackedLayout.BLOCK_BYTES - 1) / PackedLayout.BLOCK_BYTES);
        try (Arena arena = Arena.ofConfined();
                WritableFile out = files.create(target)) {
            MemorySegment tail = NativeMemory.allocateSegment(
                    arena,
                    Math.addExact(
                            Math.multiplyExact((long) blocks, PackedLayout.ENTRY_BYTES), PackedLayout.TRAILER_BYTES),
                    Long.BYTES);
            BlockPacker packer = new BlockPacker(codec, arena);
            long position = 0;
            for (int i = 0; i < blocks; i++) {
                long offset = (long) i * PackedLayout.BLOCK_BYTES;
                MemorySegment block = content.asSlice(offset, Math.min(PackedLayout.BLOCK_BYTES, bytes - offset));
                int entry = packer.pack(block);
                MemorySegment packed = packer.packed(entry);
                out.write(packed.asByteBuffer(), position);
                position += packed.byteSize();
                NativeMemory.putInt(tail.address() + (long) i * PackedLayout.ENTRY_BYTES, entry);
            }
            writeTrailer(file, tail, blocks, position);
            out.write(tail.asByteBuffer(), position);
            return position + tail.byteSize() <= RATIO_MAX * bytes;
        }
    }

    private void writeTrailer(DataFile file, MemorySegment tail, int blocks, long table) {
        long tableBytes = tail.byteSize() - PackedLayout.TRAILER_BYTES;
        MemorySegment trailer = tail.asSlice(tableBytes);
        long address = trailer.address();
        NativeMemory.putLong(address + PackedLayout.TRAILER_MAGIC, PackedLayout.MAGIC);
        NativeMemory.putInt(address + PackedLayout.TRAILER_VERSION, PackedLayout.VERSION);
        NativeMemory.putInt(address + PackedLayout.TRAILER_BLOCK_BYTES, PackedLayout.BLOCK_BYTES);
        NativeMemory.putLong(address + PackedLayout.TRAILER_FILE_BYTES, file.bytes());
        NativeMemory.putLong(address + PackedLayout.TRAILER_TABLE, table);
        NativeMemory.putInt(address + PackedLayout.TRAILER_BLOCKS, blocks);
        NativeMemory.putInt(address + PackedLayout.TRAILER_TABLE_CHECKSUM, Crc32c.of(tail.asSlice(0, tableBytes)));
        put(trailer, PackedLayout.TRAILER_CODEC, codecName.getBytes(StandardCharsets.US_ASCII));
        put(trailer, PackedLayout.TRAILER_DIGEST, HexFormat.of().parseHex(file.sha256()));
        NativeMemory.putInt(
                address + PackedLayout.TRAILER_CHECKSUM, Crc32c.of(trailer.asSlice(0, PackedLayout.TRAILER_CHECKSUM)));
    }

    private static void put(MemorySegment target, long offset, byte[] bytes) {
        MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, offset, bytes.length);
    }
}
