package io.contextdb.log;

import static io.contextdb.memory.NativeMemory.INT;
import static io.contextdb.memory.NativeMemory.LONG;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Exception;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a segment from group to group and checks each whole before it shows a record of it. It is the reader of what {@link
 * GroupEncoder} defines. Used by the thread that made it.
 */
final class GroupReader implements AutoCloseable {
    private static final GroupKind[] KINDS = GroupKind.values();
    private static final int SCRATCH_BYTES = 4096;

    /** Runs of zeros are passed in steps of this: most of the segment being written is empty. */
    private static final MemorySegment ZERO_PAGE = Arena.global().allocate(4096);

    private final Segment segment;
    private final SegmentHeader header;
    private final SegmentWindow window;
    private final CRC32C crc = new CRC32C();
    private @Nullable NativeBuffer scratch;

    /** Where the next group begins. */
    private long position;

    /** The checksum before it, once known. */
    private int chain;

    private boolean chainKnown;

    /** The index of the next record, 0 when unknown. */
    private long nextIndex;

    private long nextTerm;

    private GroupKind kind = GroupKind.NONE;
    private long groupPosition;
    private int groupStart;
    private int groupEnd;
    private int groupRecords;
    private long groupDurable;
    private String problem = "";

    /** Begins at the first group. */
    GroupReader(Segment segment) {
        this.segment = segment;
        header = segment.header();
        window = new SegmentWindow(segment);
        position = SegmentHeader.FIRST_GROUP;
        chain = header.chain();
        chainKnown = true;
        nextIndex = header.firstIndex();
        nextTerm = header.previousTerm();
    }

    /** Begins at a group known to begin at {@code position}, whose place in the chain is taken as it is. */
    void seek(long newPosition) {
        position = newPosition;
        chainKnown = newPosition == SegmentHeader.FIRST_GROUP;
        chain = header.chain();
        nextIndex = chainKnown ? header.firstIndex() : 0;
        nextTerm = 0;
    }

    /** Goes to where another reader of the same log is, which may read another file of it. */
    void follow(GroupReader other) {
        position = other.position;
        chainKnown = other.chainKnown;
        chain = other.chain;
        nextIndex = other.nextIndex;
        nextTerm = other.nextTerm;
    }

    /** Goes to the next group; false when there is no valid one here, for the reason {@link #problem()}. */
    boolean next() {
        kind = GroupKind.NONE;
        if (header.segmentBytes() - position < GroupLayout.BYTES) {
            problem = "the segment ends without a seal";
            return false;
        }
        int start = window.fetch(position, GroupLayout.BYTES);
        GroupKind found = headAt(position, start);
        MemorySegment memory = window.memory();
        if (found == GroupKind.NONE) {
            problem = "no valid head of a group";
            return false;
        }
        if (chainKnown && memory.get(INT, start + GroupLayout.CHAIN) != chain) {
            problem = "the group does not continue the one before";
            return false;
        }
        long bytes = GroupLayout.BYTES + Integer.toUnsignedLong(memory.get(INT, start + GroupLayout.LENGTH));
        if (bytes > header.segmentBytes() - position) {
            problem = "a group of " + bytes + " bytes goes beyond the segment";
            return false;
        }
        groupStart = window.fetch(position, bytes);
        groupEnd = groupStart + (int) bytes;
        groupRecords = window.memory().get(INT, groupStart + GroupLayout.RECORDS);
        groupDurable = window.memory().get(LONG, groupStart + GroupLayout.DURABLE);
        if (!checkRecords()) {
            return false;
        }
        kind = found;
        groupPosition = position;
        position += GroupLayout.aligned(bytes);
        chainKnown = true;
        return true;
    }

    /** The kind of the group whose head is at {@code start} in memory; {@code NONE} unless the head is valid for this place. */
    private GroupKind headAt(long place, int start) {
        MemorySegment memory = window.memory();
        if (memory.get(INT, start + GroupLayout.MAGIC) != GroupLayout.MAGIC_VALUE
                || memory.get(LONG, start + GroupLayout.OFFSET) != header.offset() + place) {
            return GroupKind.NONE;
        }
        int checksum = memory.get(INT, start + GroupLayout.CHECKSUM);
        if (checksumWith(0, start, start + GroupLayout.BYTES) != checksum) {
            return GroupKind.NONE;
        }
        int number = memory.get(INT, start + GroupLayout.KIND);
        return number > 0 && number < KINDS.length ? KINDS[number] : GroupKind.NONE;
    }

    private boolean checkRecords() {
        MemorySegment memory = window.memory();
        int running = memory.get(INT, groupStart + GroupLayout.CHECKSUM);
        long index = nextIndex;
        long term = nextTerm;
        int start = groupStart + GroupLayout.BYTES;
        for (int record = 0; record < groupRecords; record++) {
            long length = groupEnd - start < RecordLayout.PAYLOAD
                    ? Integer.MAX_VALUE
                    : Integer.toUnsignedLong(memory.get(INT, start + RecordLayout.LENGTH));
            if (length > groupEnd - start - RecordLayout.PAYLOAD) {
                problem = "record " + (record + 1) + " of " + groupRecords + " goes beyond its group";
                return false;
            }
            int next = start + RecordLayout.PAYLOAD + (int) length;
            int checksum = memory.get(INT, start + RecordLayout.CHECKSUM);
            running = checksumWith(running, start, next);
            long recordIndex = memory.get(LONG, start + RecordLayout.INDEX);
            long recordTerm = memory.get(LONG, start + RecordLayout.TERM);
            if (running != checksum) {
                problem = "record " + (record + 1) + " of " + groupRecords + " does not match its checksum";
                return false;
            }
            if (index != 0 && recordIndex != index || recordTerm < term) {
                problem = "a record of term " + recordTerm + " and index " + recordIndex + " stands where term " + term
                        + " and index " + index + " was due";
                return false;
            }
            index = recordIndex + 1;
            term = recordTerm;
            start = next;
        }
        if (start != groupEnd) {
            problem = groupRecords + " records leave " + (groupEnd - start) + " bytes of their group";
            return false;
        }
        chain = running;
        nextIndex = index;
        nextTerm = term;
        return true;
    }

    /** The checksum of a range with {@code before} in its checksum field, which head and record have in one place. */
    private int checksumWith(int before, int from, int to) {
        MemorySegment memory = window.memory();
        int stored = memory.get(INT, from + RecordLayout.CHECKSUM);
        memory.set(INT, from + RecordLayout.CHECKSUM, before);
        crc.reset();
        crc.update(window.buffer().bytes(from, to));
        memory.set(INT, from + RecordLayout.CHECKSUM, stored);
        return (int) crc.getValue();
    }

    /** Shows the records of this group with indexes in a range, both ends included. */
    void visit(long from, long to, RecordVisitor visitor) {
        int start = groupStart + GroupLayout.BYTES;
        for (int record = 0; record < groupRecords; record++) {
            MemorySegment memory = window.memory();
            int length = memory.get(INT, start + RecordLayout.LENGTH);
            long index = memory.get(LONG, start + RecordLayout.INDEX);
            if (index >= from && index <= to) {
                MemorySegment payload = memory.asSlice(start + RecordLayout.PAYLOAD, length);
                byte flags = memory.get(JAVA_BYTE, start + RecordLayout.FLAGS);
                visitor.record(
                        memory.get(JAVA_BYTE, start + RecordLayout.TYPE),
                        memory.get(LONG, start + RecordLayout.TERM),
                        index,
                        flags == RecordLayout.COMPRESSED ? decompressed(payload) : payload.asReadOnly());
            }
            start += RecordLayout.PAYLOAD + length;
        }
    }

    private MemorySegment decompressed(MemorySegment payload) {
        int length = payload.byteSize() < Integer.BYTES ? -1 : payload.get(INT, 0);
        if (length < 0 || length > Log.RECORD_BYTES_MAX) {
            throw Damage.corruption(segment.path(), groupPosition, "a compressed payload of " + length + " bytes");
        }
        NativeBuffer target = scratch;
        if (target == null) {
            target = new NativeBuffer(Arena::ofConfined, SCRATCH_BYTES);
            scratch = target;
        }
        target.reserve(length, 0);
        try {
            PayloadCodec.decompress(
                    payload.asSlice(Integer.BYTES), target.bytes().clear(), length);
        } catch (LZ4Exception e) {
            throw Damage.corruption(
                    segment.path(), groupPosition, "a payload cannot be decompressed: " + e.getMessage());
        }
        return target.segment().asSlice(0, length).asReadOnly();
    }

    /** Looks through the segment from {@code from} on for heads that are valid on their own and for the last byte that is not zero. */
    Tail scan(long from) {
        long durable = 0;
        long dataEnd = from;
        for (long place = from; (place = nextData(place)) < header.segmentBytes(); place += Long.BYTES) {
            dataEnd = place + Long.BYTES;
            if (isHead(place)) {
                durable = Math.max(
                        durable,
                        window.memory().get(LONG, window.fetch(place, GroupLayout.BYTES) + GroupLayout.DURABLE));
            }
        }
        return new Tail(durable, dataEnd);
    }

    /** The position from {@code from} on where a head is valid on its own, or the segment's size. */
    long nextHead(long from) {
        long place = nextData(from);
        while (place < header.segmentBytes() && !isHead(place)) {
            place = nextData(place + Long.BYTES);
        }
        return place;
    }

    /** The position from {@code from} on, in steps of 8, where a byte is not zero, or the segment's size. */
    private long nextData(long from) {
        long place = from;
        while (place < header.segmentBytes()) {
            if (place % ZERO_PAGE.byteSize() == 0) {
                int start = window.fetch(place, ZERO_PAGE.byteSize());
                if (MemorySegment.mismatch(
                                window.memory(),
                                start,
                                start + ZERO_PAGE.byteSize(),
                                ZERO_PAGE,
                                0,
                                ZERO_PAGE.byteSize())
                        < 0) {
                    place += ZERO_PAGE.byteSize();
                    continue;
                }
            }
            if (window.memory().get(LONG, window.fetch(place, Long.BYTES)) != 0) {
                break;
            }
            place += Long.BYTES;
        }
        return place;
    }

    private boolean isHead(long place) {
        return header.segmentBytes() - place >= GroupLayout.BYTES
                && headAt(place, window.fetch(place, GroupLayout.BYTES)) != GroupKind.NONE;
    }

    /** What follows the last valid group: the greatest durable offset recorded there, and where the last byte ends that is not zero. */
    record Tail(long durable, long dataEnd) {}

    /** What this group is for. */
    GroupKind kind() {
        return kind;
    }

    /** The offset it records as known durable before it. */
    long durable() {
        return groupDurable;
    }

    /** Its bytes as they are in the file, valid until this reader moves. */
    ByteBuffer groupBytes() {
        return window.buffer().bytes(groupStart, groupEnd);
    }

    /** Where it begins in the file. */
    long groupPosition() {
        return groupPosition;
    }

    /** How many records it has. */
    int records() {
        return groupRecords;
    }

    /** Where the next group begins. */
    long position() {
        return position;
    }

    /** The checksum that ended this group. */
    int chain() {
        return chain;
    }

    /** The index after this group. */
    long nextIndex() {
        return nextIndex;
    }

    /** The term of the last record. */
    long lastTerm() {
        return nextTerm;
    }

    /** Why there was no next group. */
    String problem() {
        return problem;
    }

    @Override
    public void close() {
        window.close();
        NativeBuffer present = scratch;
        if (present != null) {
            present.close();
        }
    }
}
