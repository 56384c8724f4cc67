package io.contextdb.storage.mmap.file;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A data file mapped read-only; {@link DataFileWriter} explains its form. Opening checks the header, the trailer and
 * the section entries. A block of the body is compared with its checksum when it is first touched: whoever reads calls
 * {@link #touch} for what it is about to read, which costs one byte of memory looked at, and only then uses what it
 * read as an offset or an ordinal. So damage shows as {@code CORRUPTION} and never as a wrong address. Thread-safe.
 */
public final class DataFile {
    private final Path path;
    private final long address;
    /** Where the first page is: at the address, unless it is damaged there and was made anew. */
    private final long header;

    private final long length;
    private final long bodyBytes;
    private final int blockShift;
    /** A byte for each block, 1 when it was found sound. */
    private final long verified;

    private final int checksumsChecksum;
    private final int parameter0;
    private final int parameter1;
    private final int checksum;
    private final List<Section> sections;
    private final List<Region> regions = new CopyOnWriteArrayList<>();
    private volatile boolean checksumsVerified;

    private DataFile(Path path, MemorySegment mapped, long header, FileKind kind, DataFileFooter footer, Arena arena) {
        this.path = path;
        this.address = mapped.address();
        this.header = header;
        this.length = mapped.byteSize();
        this.bodyBytes = footer.bodyBytes();
        this.blockShift = Integer.numberOfTrailingZeros(kind.blockBytes());
        this.verified = NativeMemory.allocate(arena, blocks());
        this.checksumsChecksum = footer.checksumsChecksum();
        this.checksum = footer.checksum();
        this.sections = footer.sections();
        this.parameter0 = NativeMemory.getInt(header + Layout.HEADER_PARAMETERS);
        this.parameter1 = NativeMemory.getInt(header + Layout.HEADER_PARAMETERS + Integer.BYTES);
    }

    /**
     * Maps a file.
     *
     * @param number the number in its name, or 0 for kinds that are written before they are numbered
     * @param arena unmaps it
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when it is no sound file of this kind and number,
     *     {@code FORMAT_TOO_NEW} when a newer version wrote it, {@code FILE_NOT_FOUND}
     */
    public static DataFile open(FileSystem files, Path path, FileKind kind, long number, Arena arena) {
        MemorySegment mapped = files.map(path, arena);
        DataFileHeader.check(path, mapped, kind, number);
        DataFileFooter footer = DataFileFooter.read(path, mapped, kind);
        return new DataFile(path, mapped, mapped.address(), kind, footer, arena);
    }

    /**
     * Maps a file that may be damaged, for reading the blocks that are not. What is damaged of its header and trailer
     * is made anew, and where the block checksums do not match their own each still proves its block. The first block
     * is checked with the header as it must have been.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when it is another file, is cut off, or so much of
     *     header and footer is damaged that it cannot be told where things are
     */
    public static DataFile openDamaged(FileSystem files, Path path, KnownFile known, Arena arena) {
        KnownFile.Frame frame = known.frame(path, files.map(path, arena), arena);
        DataFile file = new DataFile(path, frame.mapped(), frame.header(), known.kind(), frame.footer(), arena);
        file.checksumsVerified = true;
        return file;
    }

    /** Where the file is. */
    public Path path() {
        return path;
    }

    /** Where its first byte is mapped. */
    public long address() {
        return address;
    }

    /** Its length in bytes. */
    public long length() {
        return length;
    }

    /** The CRC32C of all its bytes as its trailer has it; not compared with the bytes. */
    public int checksum() {
        return checksum;
    }

    /** The header's first parameter. */
    public int parameter0() {
        return parameter0;
    }

    /** The header's second parameter. */
    public int parameter1() {
        return parameter1;
    }

    /** Its sections in the order they were written. */
    public List<Section> sections() {
        return sections;
    }

    /** Whether it has a section. */
    public boolean has(int id) {
        return sections.stream().anyMatch(section -> section.id() == id);
    }

    /** A section; {@code CORRUPTION} when it is missing. */
    public Section section(int id) {
        for (Section section : sections) {
            if (section.id() == id) {
                return section;
            }
        }
        throw Corruption.at(path, length, "section " + id + " is missing");
    }

    /** A section of an array; {@code CORRUPTION} when it is missing or not {@code count} elements long. */
    public Section section(int id, long count, int bytesEach) {
        Section section = section(id);
        if (section.length() != count * bytesEach) {
            throw Corruption.at(
                    path,
                    section.offset(),
                    "section " + id + " has " + section.length() + " bytes instead of " + count + " times "
                            + bytesEach);
        }
        return section;
    }

    /** Makes sure that the block at {@code offset} was verified. */
    public void touch(long offset) {
        assert offset >= 0 && offset < bodyBytes;
        if (NativeMemory.getByte(verified + (offset >>> blockShift)) == 0) {
            verifyBlock(offset >>> blockShift);
        }
    }

    /** Makes sure that all blocks of a range were verified; {@code bytes} may be 0. */
    public void touch(long offset, long bytes) {
        if (bytes > 0) {
            assert offset >= 0 && offset <= bodyBytes - bytes;
            long last = offset + bytes - 1 >>> blockShift;
            for (long block = offset >>> blockShift; block <= last; block++) {
                if (NativeMemory.getByte(verified + block) == 0) {
                    verifyBlock(block);
                }
            }
        }
    }

    /**
     * Like {@link #touch(long, long)} for a range that was read from a file: {@code CORRUPTION} when it does not lie in
     * the body.
     */
    public void check(long offset, long bytes) {
        if (offset < 0 || bytes < 0 || offset > bodyBytes - bytes) {
            throw Corruption.at(path, offset, bytes + " bytes are expected there, but the body ends at " + bodyBytes);
        }
        touch(offset, bytes);
    }

    /** The byte at an offset as a number from 0 to 255, checked. */
    public int getByte(long offset) {
        check(offset, 1);
        return Byte.toUnsignedInt(NativeMemory.getByte(address + offset));
    }

    /** The 32-bit number at an offset, checked. */
    public int getInt(long offset) {
        check(offset, Integer.BYTES);
        return NativeMemory.getInt(address + offset);
    }

    /** The 64-bit number at an offset, checked. */
    public long getLong(long offset) {
        check(offset, Long.BYTES);
        return NativeMemory.getLong(address + offset);
    }

    /** The number of blocks of the body. */
    public long blocks() {
        return DataFileFooter.blocks(bodyBytes, 1 << blockShift);
    }

    /** Verifies a block now, whether or not it was before. */
    public void verifyBlock(long block) {
        if (!checksumsVerified) {
            verifyChecksums();
        }
        long offset = block << blockShift;
        int expected = NativeMemory.getInt(address + bodyBytes + block * Integer.BYTES);
        long bytes = Math.min(1L << blockShift, bodyBytes - offset);
        int seen = block == 0
                ? Checksums.of(header, Layout.PAGE_BYTES, address + Layout.PAGE_BYTES, bytes - Layout.PAGE_BYTES)
                : Checksums.of(address + offset, bytes);
        if (seen != expected) {
            throw Corruption.at(path, offset, Corruption.checksums(seen, expected));
        }
        mark(block);
    }

    private synchronized void mark(long block) {
        if (!marked(block)) {
            NativeMemory.putByte(verified + block, (byte) 1);
            regions.forEach(region -> region.marked(block));
        }
    }

    private boolean marked(long block) {
        return NativeMemory.getByte(verified + block) != 0;
    }

    /** A part of the file that is touched very often. */
    public synchronized Region region(Section section) {
        Region region = new Region(section.offset(), section.length());
        regions.add(region);
        return region;
    }

    /** A part of the file; once all its blocks were verified, touching it costs nothing but a look at one flag. */
    public final class Region {
        private final long offset;
        private final long firstBlock;
        private final long lastBlock;
        /** How many blocks are yet to be verified; guarded by the file's monitor. */
        private long rest;
        /** Read without ordering: a thread that sees it late looks at the marks of blocks a little longer. */
        private boolean complete;

        private Region(long offset, long bytes) {
            this.offset = offset;
            this.firstBlock = offset >>> blockShift;
            this.lastBlock = bytes == 0 ? firstBlock - 1 : offset + bytes - 1 >>> blockShift;
            for (long block = firstBlock; block <= lastBlock; block++) {
                rest += DataFile.this.marked(block) ? 0 : 1;
            }
            this.complete = rest == 0;
        }

        private void marked(long block) {
            if (block >= firstBlock && block <= lastBlock) {
                rest--;
                complete = rest == 0;
            }
        }

        /** Where it begins in memory. */
        public long address() {
            return address + offset;
        }

        /** Makes sure that {@code bytes} bytes from a place in the region on were verified; {@code bytes} may be 0. */
        public void touch(long place, long bytes) {
            if (!complete) {
                DataFile.this.touch(offset + place, bytes);
            }
        }
    }

    /**
     * Reads the whole file and compares every checksum.
     *
     * @param crc32c what is known of the file elsewhere, {@code sha256} likewise
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} naming the first place that is damaged
     */
    public void verify(int crc32c, String sha256) {
        verifyChecksums();
        for (long block = 0; block < blocks(); block++) {
            verifyBlock(block);
        }
        int seen = Checksums.of(address, length);
        if (seen != crc32c) {
            throw Corruption.at(path, 0, "as a whole, " + Corruption.checksums(seen, crc32c));
        }
        String digest = FileDigests.sha256(NativeMemory.segment(address, length));
        if (!digest.equals(sha256)) {
            throw Corruption.at(path, 0, "its SHA-256 is " + digest + " instead of " + sha256);
        }
    }

    /**
     * Where the first block begins that does not match its checksum; where the checksums are when these do not match
     * theirs; empty when all do.
     */
    public OptionalLong damagedAt() {
        if (!checksumsMatch()) {
            return OptionalLong.of(bodyBytes);
        }
        for (long block = 0; block < blocks(); block++) {
            long offset = block << blockShift;
            int seen = Checksums.of(address + offset, Math.min(1L << blockShift, bodyBytes - offset));
            if (seen != NativeMemory.getInt(address + bodyBytes + block * Integer.BYTES)) {
                return OptionalLong.of(offset);
            }
        }
        return OptionalLong.empty();
    }

    private boolean checksumsMatch() {
        return Checksums.of(address + bodyBytes, blocks() * Integer.BYTES) == checksumsChecksum;
    }

    private void verifyChecksums() {
        int seen = Checksums.of(address + bodyBytes, blocks() * Integer.BYTES);
        if (seen != checksumsChecksum) {
            throw Corruption.at(
                    path, bodyBytes, "of the block checksums, " + Corruption.checksums(seen, checksumsChecksum));
        }
        checksumsVerified = true;
    }
}
