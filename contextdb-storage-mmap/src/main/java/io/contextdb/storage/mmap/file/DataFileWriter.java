package io.contextdb.storage.mmap.file;

import static io.contextdb.storage.mmap.file.Layout.PAGE_BYTES;

import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a data file, once and from front to back. Every file of a snapshot, the JSON apart, has this form:
 *
 * <pre>
 * header      4096 bytes: magic, format version, kind, number, block size, two parameters of the kind, zeros, checksum
 * sections    each from a multiple of 4096 on, zeros between them; the last is padded to 4096 as well: the end of the body
 * checksums   u32 for each block of the body, header included: the CRC32C of its bytes; the last block may be short
 * entries     for each section, in the order they were written: u32 id, u32 zero, u64 offset, u64 length
 * trailer     64 bytes: where checksums and entries begin, their checksums, the checksum of all before, length, version, magic,
 *             the beginning of the SHA-256 of all before
 * </pre>
 *
 * <p>{@link Layout} names each field's offset. All numbers are little endian. A file is sound when the trailer's
 * checksum, the entries', the block checksums' and every block's agree; a reader checks the first two when it opens the
 * file and the rest where it reads. The bytes are a function of what was put, nothing else.
 *
 * <p>The file gets its name only in {@link #finish}, when it is complete and synced. What is left of a writer that did
 * not finish ends in {@code .tmp}. Not thread-safe.
 */
public final class DataFileWriter extends BufferedFileWriter {
    /** What the names of unfinished files end in. */
    public static final String TEMPORARY_SUFFIX = ".tmp";

    private final FileSystem files;
    private final Path path;
    private final FileKind kind;
    private final FileDigests digests;
    private final List<Section> sections = new ArrayList<>();
    private int sectionId = -1;
    private long sectionOffset;
    private boolean bodyEnded;
    private boolean finished;

    /**
     * Begins a file.
     *
     * @param path its path once it is finished
     * @param number the number in its name, or 0 when it is not known yet
     * @param parameter0 a number whose meaning depends on the kind; {@code parameter1} another
     */
    public DataFileWriter(FileSystem files, Path path, FileKind kind, long number, int parameter0, int parameter1) {
        super(FileNames.create(files, temporary(path)));
        this.files = files;
        this.path = path;
        this.kind = kind;
        this.digests = new FileDigests(kind.blockBytes());
        header(number, parameter0, parameter1);
    }

    private static Path temporary(Path path) {
        return path.resolveSibling(path.getFileName() + TEMPORARY_SUFFIX);
    }

    private void header(long number, int parameter0, int parameter1) {
        try (Arena arena = Arena.ofConfined()) {
            long page = NativeMemory.allocate(arena, PAGE_BYTES);
            DataFileHeader.write(page, kind, number, parameter0, parameter1);
            put(page, PAGE_BYTES);
        }
    }

    /** Begins a section. */
    public void begin(int id) {
        assert sectionId < 0 : "section " + sectionId + " has not ended";
        align(PAGE_BYTES);
        sectionId = id;
        sectionOffset = position();
    }

    /** Ends the section. */
    public void end() {
        assert sectionId >= 0 : "no section has begun";
        sections.add(new Section(sectionId, sectionOffset, position() - sectionOffset));
        sectionId = -1;
    }

    /** Takes the bytes of the section that was begun; its positions count from the section's begin. */
    public ByteSink sectionSink() {
        return new ByteSink() {
            @Override
            public void write(MemorySegment bytes) {
                assert bytes.isNative();
                put(bytes.address(), bytes.byteSize());
            }

            @Override
            public long position() {
                return DataFileWriter.this.position() - sectionOffset;
            }
        };
    }

    /** Ends the file, syncs it and gives it its name; the directory is not synced. */
    public FileSummary finish() {
        assert sectionId < 0 : "section " + sectionId + " has not ended";
        align(PAGE_BYTES);
        long body = position();
        flush();
        bodyEnded = true;
        digests.beginPart();
        for (int block = 0; block < digests.blocks(); block++) {
            putInt(digests.block(block));
        }
        flush();
        int checksumsChecksum = digests.part();
        long entries = position();
        digests.beginPart();
        sections.forEach(this::putEntry);
        flush();
        putTrailer(body, checksumsChecksum, entries, digests.part());
        long length = position();
        finishFile();
        files.rename(temporary(path), path);
        finished = true;
        return digests.summary(length);
    }

    private void putEntry(Section section) {
        putInt(section.id());
        putInt(0);
        putLong(section.offset());
        putLong(section.length());
    }

    private void putTrailer(long body, int checksumsChecksum, long entries, int entriesChecksum) {
        long length = position() + Layout.TRAILER_BYTES;
        try (Arena arena = Arena.ofConfined()) {
            long trailer = NativeMemory.allocate(arena, Layout.TRAILER_BYTES);
            NativeMemory.putLong(trailer + Layout.TRAILER_CHECKSUMS, body);
            NativeMemory.putLong(trailer + Layout.TRAILER_SECTIONS, entries);
            NativeMemory.putInt(trailer + Layout.TRAILER_SECTION_COUNT, sections.size());
            NativeMemory.putInt(trailer + Layout.TRAILER_CHECKSUMS_CHECKSUM, checksumsChecksum);
            NativeMemory.putInt(trailer + Layout.TRAILER_SECTIONS_CHECKSUM, entriesChecksum);
            NativeMemory.putInt(trailer + Layout.TRAILER_FILE_CHECKSUM, digests.total());
            NativeMemory.putLong(trailer + Layout.TRAILER_LENGTH, length);
            NativeMemory.putInt(trailer + Layout.TRAILER_VERSION, Layout.FORMAT_VERSION);
            NativeMemory.putInt(trailer + Layout.TRAILER_CHECKSUM, Checksums.of(trailer, Layout.TRAILER_CHECKSUM));
            NativeMemory.putLong(trailer + Layout.TRAILER_MAGIC, Layout.MAGIC);
            NativeMemory.putInt(trailer + Layout.TRAILER_DIGEST, digests.digestPrefix());
            NativeMemory.putInt(trailer + Layout.TRAILER_DIGEST + Integer.BYTES, ~digests.digestPrefix());
            put(trailer, Layout.TRAILER_BYTES);
        }
    }

    @Override
    protected void sum(MemorySegment bytes) {
        if (bodyEnded) {
            digests.footer(bytes);
        } else {
            digests.body(bytes);
        }
    }

    /** Frees memory; deletes the file when it was not finished. */
    @Override
    public void close() {
        super.close();
        if (!finished) {
            finished = true;
            files.delete(temporary(path));
        }
    }
}
