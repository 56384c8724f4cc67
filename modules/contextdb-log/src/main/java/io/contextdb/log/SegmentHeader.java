package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.memory.Crc32c;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The first 4,096 bytes of a segment, written and synced before the file gets its name. All numbers are little endian.
 *
 * <pre>
 * position  type  field
 *        0  u64   magic          the letters CTXDBLOG
 *        8  u32   version        1
 *       12  u32   checksum       CRC32C of the 4,096 bytes with this field 0
 *       16  u64   segment bytes  the size of the file
 *       24  u64   offset         of the file's first byte: that of the segment before plus its segment bytes; 0 in a new log
 *       32  u64   first index    of the first record
 *       40  u64   previous term  of the record before the first; 0 when there is none
 *       48  u32   chain          the checksum that ended the segment before; 0 in a new log
 *       52        zeros
 *       56  u64   database high  the {@link DatabaseId} of the database, its first half; both are 0 when the log belongs to none
 *       64  u64   database low   its second half
 *       72        zeros
 * </pre>
 *
 * Magic, version and checksum keep their places and meaning in all versions: a sound header of a higher version is
 * refused with {@code FORMAT_TOO_NEW}, anything else that is not as above with {@code CORRUPTION}.
 *
 * @param segmentBytes the size of the file
 * @param offset the offset of the file's first byte in the log
 * @param firstIndex the index of the first record
 * @param previousTerm the term of the record before
 * @param chain the checksum that ended the segment before
 * @param database which database the log belongs to
 */
record SegmentHeader(
        long segmentBytes, long offset, long firstIndex, long previousTerm, int chain, DatabaseId database) {
    static final int BYTES = 4096;

    /** Where the first group begins, behind the page of the {@link DurableMark}. */
    static final int FIRST_GROUP = 2 * BYTES;

    static final int VERSION = 1;
    static final long MAGIC_VALUE = 0x474f_4c42_4458_5443L;

    static final int MAGIC = 0;
    static final int VERSION_NUMBER = 8;
    static final int CHECKSUM = 12;
    static final int SEGMENT_BYTES = 16;
    static final int OFFSET = 24;
    static final int FIRST_INDEX = 32;
    static final int PREVIOUS_TERM = 40;
    static final int CHAIN = 48;
    static final int DATABASE_HIGH = 56;
    static final int DATABASE_LOW = 64;

    /** The header of a segment of another size in the same place. */
    SegmentHeader withBytes(long bytes) {
        return new SegmentHeader(bytes, offset, firstIndex, previousTerm, chain, database);
    }

    /**
     * Refuses the header of another database's log.
     *
     * @param path the file, for the message
     * @throws ContextDbException {@code FOREIGN_FILE}
     */
    void requireOf(DatabaseId wanted, Path path) {
        if (!wanted.takes(database)) {
            throw new ContextDbException(
                    ErrorCode.FOREIGN_FILE,
                    path + " is a log of the database " + database + ", not of " + wanted
                            + ": take it away, and put the log's own file back where there is one");
        }
    }

    /** Writes the header over the first {@link #BYTES} of {@code target}, which are zeros. */
    void encode(MemorySegment target) {
        target.set(NativeMemory.LONG, MAGIC, MAGIC_VALUE);
        target.set(NativeMemory.INT, VERSION_NUMBER, VERSION);
        target.set(NativeMemory.LONG, SEGMENT_BYTES, segmentBytes);
        target.set(NativeMemory.LONG, OFFSET, offset);
        target.set(NativeMemory.LONG, FIRST_INDEX, firstIndex);
        target.set(NativeMemory.LONG, PREVIOUS_TERM, previousTerm);
        target.set(NativeMemory.INT, CHAIN, chain);
        target.set(NativeMemory.LONG, DATABASE_HIGH, database.high());
        target.set(NativeMemory.LONG, DATABASE_LOW, database.low());
        target.set(NativeMemory.INT, CHECKSUM, Crc32c.of(target.asSlice(0, BYTES)));
    }

    /**
     * Reads a header from {@link #BYTES} bytes, which are changed by it.
     *
     * @param path the file, for messages
     * @param fileBytes the size of the file
     */
    static SegmentHeader decode(Path path, long fileBytes, MemorySegment source) {
        int checksum = source.get(NativeMemory.INT, CHECKSUM);
        source.set(NativeMemory.INT, CHECKSUM, 0);
        if (source.get(NativeMemory.LONG, MAGIC) != MAGIC_VALUE || checksum != Crc32c.of(source.asSlice(0, BYTES))) {
            throw Damage.corruption(path, 0, "the segment's header does not match its checksum");
        }
        int version = source.get(NativeMemory.INT, VERSION_NUMBER);
        if (Integer.compareUnsigned(version, VERSION) > 0) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    path + " is a log of version " + Integer.toUnsignedString(version)
                            + "; this release reads up to version " + VERSION);
        }
        SegmentHeader header = new SegmentHeader(
                source.get(NativeMemory.LONG, SEGMENT_BYTES),
                source.get(NativeMemory.LONG, OFFSET),
                source.get(NativeMemory.LONG, FIRST_INDEX),
                source.get(NativeMemory.LONG, PREVIOUS_TERM),
                source.get(NativeMemory.INT, CHAIN),
                new DatabaseId(
                        source.get(NativeMemory.LONG, DATABASE_HIGH), source.get(NativeMemory.LONG, DATABASE_LOW)));
        if (fileBytes != header.segmentBytes) {
            throw Damage.corruption(
                    path,
                    Math.min(fileBytes, header.segmentBytes),
                    "the file has " + fileBytes + " bytes; its header says " + header.segmentBytes);
        }
        return header;
    }
}
