package io.contextdb.storage.mmap.file;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a data file, checked.
 *
 * @param bodyBytes where the body ends and the block checksums begin
 * @param checksumsChecksum the CRC32C of the block checksums
 * @param checksum the CRC32C of the whole file, trailer included
 */
record DataFileFooter(long bodyBytes, int checksumsChecksum, int checksum, List<Section> sections) {
    private static final int LENGTH_MIN = Layout.PAGE_BYTES + Integer.BYTES + Layout.TRAILER_BYTES;

    /** Checks the first page of a file. */
    static void checkHeader(Path path, MemorySegment mapped, FileKind kind, long number) {
        if (mapped.byteSize() < LENGTH_MIN) {
            throw Corruption.at(
                    path, mapped.byteSize(), "it ends there; the smallest data file has " + LENGTH_MIN + " bytes");
        }
        long header = mapped.address();
        if (NativeMemory.getLong(header + Layout.HEADER_MAGIC) != Layout.MAGIC) {
            throw Corruption.at(path, Layout.HEADER_MAGIC, "it does not begin like a data file of ContextDB");
        }
        int version = NativeMemory.getInt(header + Layout.HEADER_VERSION);
        int seen = Checksums.of(header, Layout.HEADER_CHECKSUM);
        int expected = NativeMemory.getInt(header + Layout.HEADER_CHECKSUM);
        if (seen != expected) {
            throw Corruption.at(path, 0, "of the header, " + Corruption.checksums(seen, expected));
        }
        if (version != Layout.FORMAT_VERSION) {
            throw Corruption.tooNew(path, Integer.toUnsignedLong(version), Layout.FORMAT_VERSION);
        }
        expect(path, Layout.HEADER_KIND, "kind", NativeMemory.getInt(header + Layout.HEADER_KIND), kind.code());
        expect(path, Layout.HEADER_NUMBER, "number", NativeMemory.getLong(header + Layout.HEADER_NUMBER), number);
        expect(
                path,
                Layout.HEADER_BLOCK_BYTES,
                "block size",
                NativeMemory.getInt(header + Layout.HEADER_BLOCK_BYTES),
                kind.blockBytes());
    }

    private static void expect(Path path, int offset, String what, long seen, long expected) {
        if (seen != expected) {
            throw Corruption.at(path, offset, "its " + what + " is " + seen + " instead of " + expected);
        }
    }

    /** Reads the end of a file whose header was checked. */
    static DataFileFooter read(Path path, MemorySegment mapped, FileKind kind) {
        long length = mapped.byteSize();
        long trailerOffset = length - Layout.TRAILER_BYTES;
        long trailer = mapped.address() + trailerOffset;
        int seen = Checksums.of(trailer, Layout.TRAILER_CHECKSUM);
        int expected = NativeMemory.getInt(trailer + Layout.TRAILER_CHECKSUM);
        boolean whole = NativeMemory.getLong(trailer + Layout.TRAILER_MAGIC) == Layout.MAGIC
                && NativeMemory.getInt(trailer + Layout.TRAILER_DIGEST)
                        == ~NativeMemory.getInt(trailer + Layout.TRAILER_DIGEST + Integer.BYTES)
                && NativeMemory.getInt(trailer + Layout.TRAILER_VERSION) == Layout.FORMAT_VERSION
                && NativeMemory.getLong(trailer + Layout.TRAILER_LENGTH) == length
                && seen == expected;
        if (!whole) {
            throw Corruption.at(
                    path,
                    trailerOffset,
                    "the trailer is not there, as if the file were cut off or longer than written");
        }
        long body = NativeMemory.getLong(trailer + Layout.TRAILER_CHECKSUMS);
        List<Section> sections = sections(path, mapped.address(), trailerOffset, body, kind.blockBytes());
        return new DataFileFooter(
                body,
                NativeMemory.getInt(trailer + Layout.TRAILER_CHECKSUMS_CHECKSUM),
                Checksums.extend(
                        NativeMemory.getInt(trailer + Layout.TRAILER_FILE_CHECKSUM), trailer, Layout.TRAILER_BYTES),
                sections);
    }

    /** How many blocks a body has; the last may be short. */
    static long blocks(long bodyBytes, int blockBytes) {
        return (bodyBytes + blockBytes - 1) / blockBytes;
    }

    private static List<Section> sections(Path path, long file, long trailerOffset, long body, int blockBytes) {
        long trailer = file + trailerOffset;
        long entries = NativeMemory.getLong(trailer + Layout.TRAILER_SECTIONS);
        int count = NativeMemory.getInt(trailer + Layout.TRAILER_SECTION_COUNT);
        long bytes = (long) count * Layout.SECTION_BYTES;
        if (count < 0
                || count > Layout.SECTION_COUNT_MAX
                || entries != trailerOffset - bytes
                || body < Layout.PAGE_BYTES
                || body > entries
                || entries - body != blocks(body, blockBytes) * Integer.BYTES) {
            throw Corruption.at(path, trailerOffset, "the footer does not fit the file");
        }
        int seen = Checksums.of(file + entries, bytes);
        int expected = NativeMemory.getInt(trailer + Layout.TRAILER_SECTIONS_CHECKSUM);
        if (seen != expected) {
            throw Corruption.at(path, entries, "of the section entries, " + Corruption.checksums(seen, expected));
        }
        List<Section> sections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long entry = file + entries + (long) i * Layout.SECTION_BYTES;
            Section section = new Section(
                    NativeMemory.getInt(entry + Layout.SECTION_ID),
                    NativeMemory.getLong(entry + Layout.SECTION_OFFSET),
                    NativeMemory.getLong(entry + Layout.SECTION_LENGTH));
            if (section.offset() < 0 || section.length() < 0 || section.end() > body || section.end() < 0) {
                throw Corruption.at(path, entries, section + " does not fit the body of " + body + " bytes");
            }
            sections.add(section);
        }
        return List.copyOf(sections);
    }
}
