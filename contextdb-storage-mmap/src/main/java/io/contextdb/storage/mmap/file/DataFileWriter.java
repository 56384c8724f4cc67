package io.contextdb.storage.mmap.file;

import static io.contextdb.storage.mmap.file.Layout.PAGE_BYTES;

import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
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
 * trailer     64 bytes: where checksums and entries begin, their checksums, the checksum of all before, length, version, magic
 * </pre>
 *
 * <p>{@link Layout} names each field's offset. All numbers are little endian. A file is sound when the trailer's checksum, the entries',
 * the block checksums' and every block's agree; a reader checks the first two when it opens the file and the rest where it reads. The
 * bytes are a function of what was put, nothing else.
 *
 * <p>The file gets its name only in {@link #finish}, when it is complete and synced. What is left of a writer that did not finish
 * ends in {@code .tmp}. Not thread-safe.
 */
public final class DataFileWriter implements AutoCloseable {
    /** What the names of unfinished files end in. */
    public static final String TEMPORARY_SUFFIX = ".tmp";

    private static final int BUFFER_BYTES = 1 << 20;
    /** A put may reach this far over the buffer's end before the buffer is written. */
    private static final int SLACK_BYTES = 64;

    private final FileSystem files;
    private final Path path;
    private final Path temporary;
    private final FileKind kind;
    private final WritableFile file;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES + SLACK_BYTES, PAGE_BYTES);
    private final long start = buffer.address();
    private final FileDigests digests;
    private final List<Section> sections = new ArrayList<>();
    /** Where the buffer's first byte belongs in the file; a multiple of the buffer's size until the body has ended. */
    private long flushed;
    /** The address of the next byte. */
    private long cursor = start;

    private int sectionId = -1;
    private long sectionOffset;
    private boolean finished;

    /**
     * Begins a file.
     *
     * @param path its path once it is finished
     * @param number the number in its name, or 0 when it is not known yet
     * @param parameter0 a number whose meaning depends on the kind; {@code parameter1} another
     */
    public DataFileWriter(FileSystem files, Path path, FileKind kind, long number, int parameter0, int parameter1) {
        this.files = files;
        this.path = path;
        this.kind = kind;
        this.temporary = path.resolveSibling(path.getFileName() + TEMPORARY_SUFFIX);
        this.digests = new FileDigests(kind.blockBytes());
        files.delete(temporary);
        this.file = files.create(temporary);
        header(number, parameter0, parameter1);
    }

    private void header(long number, int parameter0, int parameter1) {
        NativeMemory.fill(start, PAGE_BYTES, (byte) 0);
        NativeMemory.putLong(start + Layout.HEADER_MAGIC, Layout.MAGIC);
        NativeMemory.putInt(start + Layout.HEADER_VERSION, Layout.FORMAT_VERSION);
        NativeMemory.putInt(start + Layout.HEADER_KIND, kind.code());
        NativeMemory.putLong(start + Layout.HEADER_NUMBER, number);
        NativeMemory.putInt(start + Layout.HEADER_BLOCK_BYTES, kind.blockBytes());
        NativeMemory.putInt(start + Layout.HEADER_PARAMETERS, parameter0);
        NativeMemory.putInt(start + Layout.HEADER_PARAMETERS + Integer.BYTES, parameter1);
        NativeMemory.putInt(start + Layout.HEADER_CHECKSUM, Checksums.of(start, Layout.HEADER_CHECKSUM));
        cursor += PAGE_BYTES;
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

    /** Where the next byte goes in the file. */
    public long position() {
        return flushed + (cursor - start);
    }

    /** Where the next byte goes in the section. */
    public long sectionPosition() {
        return position() - sectionOffset;
    }

    /** Puts zeros up to a multiple of {@code alignment}, a power of two, in the file. */
    public void align(int alignment) {
        zeros(Layout.align(position(), alignment) - position());
    }

    /** Puts {@code count} zero bytes. */
    public void zeros(long count) {
        long rest = count;
        while (rest > 0) {
            drain();
            long length = Math.min(rest, start + BUFFER_BYTES - cursor);
            NativeMemory.fill(cursor, length, (byte) 0);
            cursor += length;
            rest -= length;
        }
        drain();
    }

    /** Puts the low 8 bits of a number. */
    public void putByte(int value) {
        NativeMemory.putByte(cursor, (byte) value);
        cursor += 1;
        drain();
    }

    /** Puts the low 16 bits of a number. */
    public void putShort(int value) {
        NativeMemory.putShort(cursor, value);
        cursor += Short.BYTES;
        drain();
    }

    /** Puts a 32-bit number. */
    public void putInt(int value) {
        NativeMemory.putInt(cursor, value);
        cursor += Integer.BYTES;
        drain();
    }

    /** Puts a 64-bit number. */
    public void putLong(long value) {
        NativeMemory.putLong(cursor, value);
        cursor += Long.BYTES;
        drain();
    }

    /** Puts bytes of native memory. */
    public void put(long address, long bytes) {
        long from = address;
        long rest = bytes;
        while (rest > 0) {
            long length = Math.min(rest, start + BUFFER_BYTES - cursor);
            NativeMemory.copy(from, cursor, length);
            cursor += length;
            from += length;
            rest -= length;
            drain();
        }
    }

    /** Puts bytes of an array. */
    public void put(byte[] source, int offset, int length) {
        int done = 0;
        while (done < length) {
            int count = (int) Math.min(length - done, start + BUFFER_BYTES - cursor);
            NativeMemory.copyBytes(source, offset + done, count, cursor);
            cursor += count;
            done += count;
            drain();
        }
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
                return sectionPosition();
            }
        };
    }

    /** Ends the file, syncs it and gives it its name; the directory is not synced. */
    public FileSummary finish() {
        assert sectionId < 0 : "section " + sectionId + " has not ended";
        align(PAGE_BYTES);
        long body = position();
        flushBody();
        putChecksums();
        int checksumsChecksum = digests.partial();
        long entries = position();
        putEntries();
        int entriesChecksum = digests.partial();
        putTrailer(body, checksumsChecksum, entries, entriesChecksum);
        file.force(true);
        file.close();
        files.rename(temporary, path);
        finished = true;
        arena.close();
        return digests.summary(position());
    }

    private void putChecksums() {
        digests.beginPartial();
        for (int block = 0; block < digests.blocks(); block++) {
            putFooterInt(digests.block(block));
        }
        flushFooter();
    }

    private void putEntries() {
        digests.beginPartial();
        for (Section section : sections) {
            putFooterInt(section.id());
            putFooterInt(0);
            putFooterLong(section.offset());
            putFooterLong(section.length());
        }
        flushFooter();
    }

    private void putTrailer(long body, int checksumsChecksum, long entries, int entriesChecksum) {
        NativeMemory.fill(start, Layout.TRAILER_BYTES, (byte) 0);
        NativeMemory.putLong(start + Layout.TRAILER_CHECKSUMS, body);
        NativeMemory.putLong(start + Layout.TRAILER_SECTIONS, entries);
        NativeMemory.putInt(start + Layout.TRAILER_SECTION_COUNT, sections.size());
        NativeMemory.putInt(start + Layout.TRAILER_CHECKSUMS_CHECKSUM, checksumsChecksum);
        NativeMemory.putInt(start + Layout.TRAILER_SECTIONS_CHECKSUM, entriesChecksum);
        NativeMemory.putInt(start + Layout.TRAILER_FILE_CHECKSUM, digests.total());
        NativeMemory.putLong(start + Layout.TRAILER_LENGTH, flushed + Layout.TRAILER_BYTES);
        NativeMemory.putInt(start + Layout.TRAILER_VERSION, Layout.FORMAT_VERSION);
        NativeMemory.putInt(start + Layout.TRAILER_CHECKSUM, Checksums.of(start, Layout.TRAILER_CHECKSUM));
        NativeMemory.putLong(start + Layout.TRAILER_MAGIC, Layout.MAGIC);
        cursor = start + Layout.TRAILER_BYTES;
        flushFooter();
    }

    private void putFooterInt(int value) {
        NativeMemory.putInt(cursor, value);
        cursor += Integer.BYTES;
        drainFooter();
    }

    private void putFooterLong(long value) {
        NativeMemory.putLong(cursor, value);
        cursor += Long.BYTES;
        drainFooter();
    }

    private void drainFooter() {
        if (cursor - start >= BUFFER_BYTES) {
            flushFooter();
        }
    }

    private void flushFooter() {
        int length = (int) (cursor - start);
        digests.footer(buffer.asSlice(0, length));
        writeOut(length);
        cursor = start;
    }

    /** Writes the buffer when it is full and keeps what reaches over its end. */
    private void drain() {
        if (cursor - start >= BUFFER_BYTES) {
            digests.body(buffer.asSlice(0, BUFFER_BYTES));
            writeOut(BUFFER_BYTES);
            long over = cursor - start - BUFFER_BYTES;
            NativeMemory.copy(start + BUFFER_BYTES, start, over);
            cursor = start + over;
        }
    }

    private void flushBody() {
        int length = (int) (cursor - start);
        digests.body(buffer.asSlice(0, length));
        writeOut(length);
        cursor = start;
    }

    private void writeOut(int length) {
        ByteBuffer bytes = buffer.asSlice(0, length).asByteBuffer();
        file.write(bytes, flushed);
        flushed += length;
    }

    /** Frees memory; deletes the file when it was not finished. */
    @Override
    public void close() {
        if (!finished) {
            finished = true;
            arena.close();
            file.close();
            files.delete(temporary);
        }
    }
}
