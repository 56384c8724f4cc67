package io.contextdb.storage.mmap.file;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** The first page of a data file. */
final class DataFileHeader {
    private static final int LENGTH_MIN = Layout.PAGE_BYTES + Integer.BYTES + Layout.TRAILER_BYTES;

    private DataFileHeader() {}

    /** Writes it to a page of zeros. */
    static void write(long page, FileKind kind, long number, int parameter0, int parameter1) {
        NativeMemory.putLong(page + Layout.HEADER_MAGIC, Layout.MAGIC);
        NativeMemory.putInt(page + Layout.HEADER_VERSION, Layout.FORMAT_VERSION);
        NativeMemory.putInt(page + Layout.HEADER_KIND, kind.code());
        NativeMemory.putLong(page + Layout.HEADER_NUMBER, number);
        NativeMemory.putInt(page + Layout.HEADER_BLOCK_BYTES, kind.blockBytes());
        NativeMemory.putInt(page + Layout.HEADER_PARAMETERS, parameter0);
        NativeMemory.putInt(page + Layout.HEADER_PARAMETERS + Integer.BYTES, parameter1);
        NativeMemory.putInt(page + Layout.HEADER_CHECKSUM, Checksums.of(page, Layout.HEADER_CHECKSUM));
    }

    /** Checks that of a file. */
    static void check(Path path, MemorySegment mapped, FileKind kind, long number) {
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
}
