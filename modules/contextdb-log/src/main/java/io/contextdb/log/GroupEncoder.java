package io.contextdb.log;

import static io.contextdb.memory.NativeMemory.INT;
import static io.contextdb.memory.NativeMemory.LONG;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Encodes a group in native memory, to be written by one write. All numbers are little endian.
 *
 * <p>A group begins at a position that is a multiple of 8. Its head:
 *
 * <pre>
 * position  type  field
 *        0  u32   magic     the letters CDBG
 *        4  u32   checksum  CRC32C of the 40 bytes of the head with this field 0
 *        8  u64   offset    of this group in the log, so that a group in a wrong place is no group
 *       16  u64   durable   everything before this offset was known durable when the group was written; at most the group's offset
 *       24  u32   length    bytes of all records together, at most 2^31 - 1
 *       28  u32   records   how many
 *       32  u32   chain     the checksum of the record before this group, or of the head before when that had no records
 *       36  u32   kind      1 records, 2 seal: it has no records, and nothing follows it in the segment
 * </pre>
 *
 * <p>The records follow it without gaps, and zeros up to the next multiple of 8 follow them. A record:
 *
 * <pre>
 * position  type  field
 *        0  u32   length    bytes of the payload as stored
 *        4  u32   checksum  CRC32C of the record, payload included, with the checksum before it in the place of this field: that of the
 *                           record before it in the group, or of the group's head
 *        8  u8    type      a number of whoever appends
 *        9  u8    flags     1: the payload is compressed; other bits are 0
 *       10  u64   term
 *       18  u64   index     one above that of the record before
 *       26        payload
 * </pre>
 *
 * <p>A compressed payload is its length as u32 and an LZ4 block. Payloads above 512 bytes are compressed when that
 * makes them smaller. Of those of 32 KiB and more, 4 KiB in the middle are tried first: when these do not become
 * smaller by an eighth, the payload is stored as it is, for to compress all of it would cost more than its few bytes.
 *
 * <p>A group is valid when its head has magic, checksum, its own offset, a kind, the chain value and nothing beyond the
 * end of the segment, and all its records have their checksums and indexes and together the stated length and number.
 *
 * <p>Used by one thread at a time.
 */
final class GroupEncoder implements AutoCloseable {
    /** Payloads of at most this many bytes are not compressed: there is little to gain. */
    static final int UNCOMPRESSED_BYTES_MAX = 512;

    /** Payloads of at least this many bytes are compressed only when a sample of them promises something. */
    static final int SAMPLED_BYTES_MIN = 32 << 10;

    /** How much of the middle of a payload is the sample. */
    static final int SAMPLE_BYTES = 4 << 10;

    /** Most groups fit without growing. */
    static final int BUFFER_BYTES = 64 << 10;

    private static final int BUFFER_BYTES_KEPT = 8 << 20;

    private final NativeBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private int end = GroupLayout.BYTES;
    private int records;
    private int chain;

    /** An encoder whose memory has {@code bufferBytes} at first, at least those of a head. */
    GroupEncoder(int bufferBytes) {
        buffer = new NativeBuffer(Arena::ofShared, bufferBytes);
    }

    /** Forgets the records added. */
    void clear() {
        end = GroupLayout.BYTES;
        records = 0;
        buffer.shrink(BUFFER_BYTES_KEPT);
    }

    int records() {
        return records;
    }

    /** The bytes the group takes in the file as it is. */
    long bytes() {
        return GroupLayout.aligned(end);
    }

    /** Adds a record; its payload is copied. */
    void add(byte type, long term, long index, MemorySegment payload) {
        long room = RecordLayout.PAYLOAD + Integer.BYTES + payload.byteSize() + GroupLayout.ALIGNMENT_BYTES;
        boolean tryCompression = payload.byteSize() > UNCOMPRESSED_BYTES_MAX;
        if (tryCompression) {
            room += PayloadCodec.compressedBytesMax((int) payload.byteSize()) - payload.byteSize();
        }
        buffer.reserve(end + room, end);
        int start = end + RecordLayout.PAYLOAD;
        int length = tryCompression && promising(payload, start) ? compress(payload, start) : (int) payload.byteSize();
        boolean compressed = length < payload.byteSize();
        MemorySegment memory = buffer.segment();
        if (!compressed) {
            length = (int) payload.byteSize();
            MemorySegment.copy(payload, 0, memory, start, length);
        }
        memory.set(INT, end + RecordLayout.LENGTH, length);
        memory.set(JAVA_BYTE, end + RecordLayout.TYPE, type);
        memory.set(JAVA_BYTE, end + RecordLayout.FLAGS, compressed ? RecordLayout.COMPRESSED : 0);
        memory.set(LONG, end + RecordLayout.TERM, term);
        memory.set(LONG, end + RecordLayout.INDEX, index);
        end = start + length;
        records++;
    }

    /** Tries a sample of a large payload where it will be compressed itself. */
    private boolean promising(MemorySegment payload, int start) {
        if (payload.byteSize() < SAMPLED_BYTES_MIN) {
            return true;
        }
        MemorySegment sample = payload.asSlice((payload.byteSize() - SAMPLE_BYTES) / 2, SAMPLE_BYTES);
        return compress(sample, start) <= SAMPLE_BYTES - SAMPLE_BYTES / 8;
    }

    private int compress(MemorySegment payload, int start) {
        buffer.segment().set(INT, start, (int) payload.byteSize());
        return Integer.BYTES + PayloadCodec.compress(payload, buffer.bytes().clear(), start + Integer.BYTES);
    }

    /**
     * Completes the group and returns its bytes. They stay valid until the next call on this object.
     *
     * @param offset where in the log it will be written
     * @param durable the offset known durable now
     * @param chainBefore the checksum that ended the group before
     */
    ByteBuffer finish(GroupKind kind, long offset, long durable, int chainBefore) {
        assert durable <= offset : durable + " > " + offset;
        assert (kind == GroupKind.RECORDS) == (records > 0) : kind + " with " + records;
        MemorySegment memory = buffer.segment();
        memory.set(INT, GroupLayout.MAGIC, GroupLayout.MAGIC_VALUE);
        memory.set(INT, GroupLayout.CHECKSUM, 0);
        memory.set(LONG, GroupLayout.OFFSET, offset);
        memory.set(LONG, GroupLayout.DURABLE, durable);
        memory.set(INT, GroupLayout.LENGTH, end - GroupLayout.BYTES);
        memory.set(INT, GroupLayout.RECORDS, records);
        memory.set(INT, GroupLayout.CHAIN, chainBefore);
        memory.set(INT, GroupLayout.KIND, kind.ordinal());
        chain = checksum(0, GroupLayout.BYTES);
        memory.set(INT, GroupLayout.CHECKSUM, chain);
        for (int start = GroupLayout.BYTES; start < end; ) {
            int next = start + RecordLayout.PAYLOAD + memory.get(INT, start + RecordLayout.LENGTH);
            memory.set(INT, start + RecordLayout.CHECKSUM, chain);
            chain = checksum(start, next);
            memory.set(INT, start + RecordLayout.CHECKSUM, chain);
            start = next;
        }
        int padded = (int) GroupLayout.aligned(end);
        memory.asSlice(end, padded - end).fill((byte) 0);
        return buffer.bytes(0, padded);
    }

    private int checksum(int from, int to) {
        crc.reset();
        crc.update(buffer.bytes(from, to));
        return (int) crc.getValue();
    }

    /** The checksum that ended the group finished last. */
    int chain() {
        return chain;
    }

    @Override
    public void close() {
        buffer.close();
    }
}
