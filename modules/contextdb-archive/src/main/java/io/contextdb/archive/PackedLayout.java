package io.contextdb.archive;

/**
 * A packed file: the blocks of another file, each compressed by itself, so that any of them can be fetched and unpacked
 * alone.
 *
 * <pre>
 * blocks     one behind the other; block i is made of the bytes of the file from i * block bytes on
 * table      for each block a u32: bits 0 to 23 its bytes here, bits 24 to 27 the {@link DeltaFilter}, bit 28 whether it is compressed
 * trailer    128 bytes:
 *     0      u64  {@link #MAGIC}
 *     8      u32  version, {@value #VERSION}
 *    12      u32  bytes of a block of the file, a power of two from 4 KiB to 1 MiB; the last block may be shorter
 *    16      u64  bytes of the file
 *    24      u64  where the table begins
 *    32      u32  number of blocks
 *    36      u32  CRC32C of the table
 *    40      16 bytes: the name of the codec in ASCII, filled up with zeros
 *    56      32 bytes: the SHA-256 of the file
 *    88      zeros
 *   124      u32  CRC32C of the trailer before this place
 * </pre>
 *
 * <p>Numbers are little endian. A block that is not compressed has as many bytes here as there, its filter still
 * applied. A reader begins with the trailer, checks it against the length of the object and what the snapshot's
 * document says of the file, reads the table, and then blocks in any order. Nothing is reserved on the word of a number
 * that was not compared with those two.
 */
final class PackedLayout {
    /** The bytes {@code CTXPACK\x1a}. */
    static final long MAGIC = 0x1A4B_4341_5058_5443L;

    static final int VERSION = 1;
    static final int BLOCK_BYTES = 1 << 16;
    static final int BLOCK_BYTES_MIN = 1 << 12;
    static final int BLOCK_BYTES_MAX = 1 << 20;

    /** A table of more is not believed: it would stand for 4 TiB of blocks as they are written. */
    static final int BLOCKS_MAX = 1 << 26;

    static final int TRAILER_MAGIC = 0;
    static final int TRAILER_VERSION = 8;
    static final int TRAILER_BLOCK_BYTES = 12;
    static final int TRAILER_FILE_BYTES = 16;
    static final int TRAILER_TABLE = 24;
    static final int TRAILER_BLOCKS = 32;
    static final int TRAILER_TABLE_CHECKSUM = 36;
    static final int TRAILER_CODEC = 40;
    static final int TRAILER_CODEC_BYTES = 16;
    static final int TRAILER_DIGEST = 56;
    static final int TRAILER_DIGEST_BYTES = 32;
    static final int TRAILER_CHECKSUM = 124;
    static final int TRAILER_BYTES = 128;

    static final int ENTRY_BYTES = Integer.BYTES;
    static final int ENTRY_LENGTH_MASK = (1 << 24) - 1;
    static final int ENTRY_FILTER_SHIFT = 24;
    static final int ENTRY_FILTER_MASK = 0xF;
    static final int ENTRY_COMPRESSED = 1 << 28;

    private PackedLayout() {}
}
