package io.contextdb.log;

import static io.contextdb.memory.NativeMemory.INT;
import static io.contextdb.memory.NativeMemory.LONG;

import io.contextdb.memory.Crc32c;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Says how far a segment is durable while no later group does. It stands in a page of its own, at position 4,096, so
 * that no single bad sector takes both the last group and the knowledge that it was there. It is written over in place,
 * because losing it is no harm: the heads of groups say the same, if less. All numbers are little endian.
 *
 * <pre>
 * position  type  field
 *     4096  u32   magic     the letters CDBM
 *     4100  u32   checksum  CRC32C of these 32 bytes with this field 0
 *     4104  u64   offset    of the segment's first byte in the log
 *     4112  u64   durable   everything before this offset was known durable
 *     4120  u64   closed    1: nothing was written behind that offset
 *     4128        zeros up to position 8,192, where the first group begins
 * </pre>
 *
 * <p>A mark that is not as above counts as none. That it is closed is taken back, and synced, before a group is
 * written, so the rest of a closed segment is known to be empty without reading it.
 *
 * @param durable everything before this offset is durable
 * @param closed whether nothing lies behind it
 */
record DurableMark(long durable, boolean closed) {
    /** No mark. */
    static final DurableMark NONE = new DurableMark(0, false);

    static final int POSITION = SegmentHeader.BYTES;
    static final int BYTES = 32;
    static final int MAGIC_VALUE = 0x4d424443;

    static final int MAGIC = 0;
    static final int CHECKSUM = 4;
    static final int OFFSET = 8;
    static final int DURABLE = 16;
    static final int CLOSED = 24;

    /** Whether it says that nothing lies behind a position of a segment. */
    boolean closes(SegmentHeader header, long position) {
        return closed && durable == header.offset() + position;
    }

    /** The bytes of a mark for the segment at an offset, put into memory of as many bytes. */
    ByteBuffer encode(long segmentOffset, MemorySegment bytes) {
        bytes.set(INT, MAGIC, MAGIC_VALUE);
        bytes.set(INT, CHECKSUM, 0);
        bytes.set(LONG, OFFSET, segmentOffset);
        bytes.set(LONG, DURABLE, durable);
        bytes.set(LONG, CLOSED, closed ? 1 : 0);
        bytes.set(INT, CHECKSUM, Crc32c.of(bytes));
        return bytes.asByteBuffer();
    }

    /** The mark of a segment, or {@link #NONE}. */
    static DurableMark read(Segment segment) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = NativeMemory.allocateSegment(arena, BYTES, Long.BYTES);
            segment.read(POSITION, bytes.asByteBuffer());
            int checksum = bytes.get(INT, CHECKSUM);
            bytes.set(INT, CHECKSUM, 0);
            boolean valid = bytes.get(INT, MAGIC) == MAGIC_VALUE
                    && bytes.get(LONG, OFFSET) == segment.header().offset()
                    && checksum == Crc32c.of(bytes);
            return valid ? new DurableMark(bytes.get(LONG, DURABLE), bytes.get(LONG, CLOSED) == 1) : NONE;
        }
    }
}
