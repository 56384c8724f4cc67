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

    /**
     * The end of a file whose trailer is damaged, as it follows from the section entries before it, of which there can
     * be only as many as fill the body with sections that lie one behind another. The checksums are unknown then, and
     * 0.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when the entries are damaged as well
     */
    static DataFileFooter rebuild(Path path, MemorySegment mapped, FileKind kind) {
        long trailerOffset = mapped.byteSize() - Layout.TRAILER_BYTES;
        for (int count = 1; count <= Layout.SECTION_COUNT_MAX; count++) {
            long entries = trailerOffset - (long) count * Layout.SECTION_BYTES;
            long body = entries - blocks(entries, kind.blockBytes() + Integer.BYTES) * Integer.BYTES;
            long checksums = blocks(body, kind.blockBytes()) * Integer.BYTES;
            if (body >= Layout.PAGE_BYTES && body % Layout.PAGE_BYTES == 0 && body + checksums == entries) {
                List<Section> sections = decode(mapped.address() + entries, count);
                if (fill(sections, body)) {
                    return new DataFileFooter(body, 0, 0, sections);
                }
            }
        }
        throw Corruption.at(path, trailerOffset, "neither the trailer nor the section entries before it can be read");
    }

    private static boolean fill(List<Section> sections, long body) {
        long begin = Layout.PAGE_BYTES;
        for (Section section : sections) {
            if (section.offset() != begin || section.length() < 0 || section.length() > body - begin) {
                return false;
            }
            begin = Layout.align(section.end(), Layout.PAGE_BYTES);
        }
        return begin == body;
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
        List<Section> sections = decode(file + entries, count);
        for (Section section : sections) {
            if (section.offset() < 0 || section.length() < 0 || section.end() > body || section.end() < 0) {
                throw Corruption.at(path, entries, section + " does not fit the body of " + body + " bytes");
            }
        }
        return sections;
    }

    private static List<Section> decode(long entries, int count) {
        List<Section> sections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long entry = entries + (long) i * Layout.SECTION_BYTES;
            sections.add(new Section(
                    NativeMemory.getInt(entry + Layout.SECTION_ID),
                    NativeMemory.getLong(entry + Layout.SECTION_OFFSET),
                    NativeMemory.getLong(entry + Layout.SECTION_LENGTH)));
        }
        return List.copyOf(sections);
    }
}
