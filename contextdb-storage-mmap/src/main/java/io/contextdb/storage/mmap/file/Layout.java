package io.contextdb.storage.mmap.file;

/**
 * Where things lie in a data file. Offsets in bytes; all numbers are little endian. {@link DataFileWriter} explains the
 * whole.
 */
public final class Layout {
    /** The version of the format that is written, and the newest that is read. */
    public static final int FORMAT_VERSION = 1;

    /** The bytes {@code CTXDB\r\n\x1a}: damage by text-mode transfers shows in them. */
    public static final long MAGIC = 0x1A0A_0D42_4458_5443L;

    /** Sections begin at multiples of this; the header is as long. */
    public static final int PAGE_BYTES = 4096;

    /** What one block checksum covers in most files. */
    public static final int BLOCK_BYTES = 1 << 16;

    /** What one block checksum covers in files that are read in small pieces at random. */
    public static final int SMALL_BLOCK_BYTES = 1 << 12;

    // --- header, at the start of the file

    /** u64: {@link #MAGIC}. */
    static final int HEADER_MAGIC = 0;

    /** u32: the version of the format. */
    static final int HEADER_VERSION = 8;

    /** u32: {@link FileKind#code()}. */
    static final int HEADER_KIND = 12;

    /** u64: the number in the file's name; 0 in files that are written before they are numbered. */
    static final int HEADER_NUMBER = 16;

    /** u32: the bytes of a block. */
    static final int HEADER_BLOCK_BYTES = 24;

    /** u32 each: two numbers whose meaning depends on the kind. */
    static final int HEADER_PARAMETERS = 28;

    /** u32: CRC32C of the header before this place. */
    static final int HEADER_CHECKSUM = PAGE_BYTES - 4;

    // --- section entry, in the footer

    /** u32: which section of this kind of file. */
    static final int SECTION_ID = 0;

    /** u64: where it begins in the file. */
    static final int SECTION_OFFSET = 8;

    /** u64: its length in bytes without padding. */
    static final int SECTION_LENGTH = 16;

    /** The length of an entry; bytes 4 to 7 are zero. */
    static final int SECTION_BYTES = 24;

    // --- trailer, at the end of the file

    /** u64: where the block checksums begin, which is where the body ends. */
    static final int TRAILER_CHECKSUMS = 0;

    /** u64: where the section entries begin. */
    static final int TRAILER_SECTIONS = 8;

    /** u32: how many sections there are. */
    static final int TRAILER_SECTION_COUNT = 16;

    /** u32: CRC32C of the block checksums. */
    static final int TRAILER_CHECKSUMS_CHECKSUM = 20;

    /** u32: CRC32C of the section entries. */
    static final int TRAILER_SECTIONS_CHECKSUM = 24;

    /** u32: CRC32C of every byte before the trailer. */
    static final int TRAILER_FILE_CHECKSUM = 28;

    /** u64: the length of the file. */
    static final int TRAILER_LENGTH = 32;

    /** u32: the version of the format, again. */
    static final int TRAILER_VERSION = 40;

    /** u32: CRC32C of the trailer before this place. */
    static final int TRAILER_CHECKSUM = 44;

    /** u64: {@link #MAGIC}, again. */
    static final int TRAILER_MAGIC = 48;

    /**
     * u32: the first 4 bytes of the SHA-256 of every byte before the trailer, then their complement. A CRC32C does not
     * depend on bytes that are followed by their own CRC32C, as a body of one block and the trailer are; so without
     * these the sum over a whole file would be the same for any content.
     */
    static final int TRAILER_DIGEST = 56;

    /** The length of the trailer. */
    static final int TRAILER_BYTES = 64;

    /** More sections than any kind of file has. */
    static final int SECTION_COUNT_MAX = 64;

    private Layout() {}

    /** The next multiple of {@code alignment}, a power of two, at or above a number. */
    public static long align(long number, long alignment) {
        return (number + alignment - 1) & -alignment;
    }
}
