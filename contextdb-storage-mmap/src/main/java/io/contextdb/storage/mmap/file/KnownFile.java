package io.contextdb.storage.mmap.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * What is known of a data file from elsewhere, by which it can be read though its header or its trailer is damaged.
 *
 * @param number the number in its header
 * @param parameter0 the header's first parameter
 * @param parameter1 the header's second parameter
 * @param bytes its length
 * @param crc32c the CRC32C of all its bytes
 */
public record KnownFile(FileKind kind, long number, int parameter0, int parameter1, long bytes, int crc32c) {
    /**
     * Where things are in a file.
     *
     * @param mapped its bytes, without what may have been put behind them
     * @param header where its header is, which may have been made anew
     */
    record Frame(MemorySegment mapped, long header, DataFileFooter footer) {}

    /** Finds out where things are; {@code CORRUPTION} when that cannot be done, or it is another file. */
    Frame frame(Path path, MemorySegment whole, Arena arena) {
        if (whole.byteSize() < bytes) {
            throw Corruption.at(path, whole.byteSize(), "it ends there, before its " + bytes + " bytes");
        }
        MemorySegment mapped = whole.asSlice(0, bytes);
        if (isHeaderSound(path, mapped)) {
            return new Frame(mapped, mapped.address(), footer(path, mapped));
        }
        // Only one of the two can be made anew: without both nothing says that it is this file.
        DataFileFooter footer = DataFileFooter.read(path, mapped, kind);
        requireSame(path, footer);
        long header = NativeMemory.allocate(arena, Layout.PAGE_BYTES);
        DataFileHeader.write(header, kind, number, parameter0, parameter1);
        return new Frame(mapped, header, footer);
    }

    private DataFileFooter footer(Path path, MemorySegment mapped) {
        DataFileFooter footer;
        try {
            footer = DataFileFooter.read(path, mapped, kind);
        } catch (ContextDbException e) {
            requireDamage(e);
            return DataFileFooter.rebuild(path, mapped, kind);
        }
        requireSame(path, footer);
        return footer;
    }

    private void requireSame(Path path, DataFileFooter footer) {
        if (footer.checksum() != crc32c) {
            throw Corruption.at(path, 0, Corruption.checksums(footer.checksum(), crc32c));
        }
    }

    private boolean isHeaderSound(Path path, MemorySegment mapped) {
        try {
            DataFileHeader.check(path, mapped, kind, number);
            return true;
        } catch (ContextDbException e) {
            requireDamage(e);
            return false;
        }
    }

    private static void requireDamage(ContextDbException e) {
        if (e.code() != ErrorCode.CORRUPTION) {
            throw e;
        }
    }
}
