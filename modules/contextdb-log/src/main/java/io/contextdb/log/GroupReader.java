package io.contextdb.log;

import static io.contextdb.memory.NativeMemory.INT;
import static io.contextdb.memory.NativeMemory.LONG;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Exception;

/**
 * Goes through a segment from group to group and checks each whole before it shows a record of it. It is the reader of
 * what {@link GroupEncoder} defines. Used by the thread that made it.
 */
final class GroupReader implements AutoCloseable {
    private final Segment segment;
    private final SegmentHeader header;
    private final SegmentWindow window;
    private final HeadScanner heads;
    private final PayloadReader payloads = new PayloadReader();

    /** Where the next group begins. */
    private long position;

    /** The checksum before it, once known. */
    private int chain;

    private boolean chainKnown;

    /** The index of the next record, 0 when unknown. */
    private long nextIndex;

    /** The term of the last record, 0 when unknown. */
    private long lastTerm;

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
        heads = new HeadScanner(window, header);
        position = SegmentHeader.FIRST_GROUP;
        chain = header.chain();
        chainKnown = true;
        nextIndex = header.firstIndex();
        lastTerm = header.previousTerm();
    }

    /** Begins at a group known to begin at {@code position}, whose place in the chain is taken as it is. */
    void seek(long newPosition) {
        position = newPosition;
        chainKnown = newPosition == SegmentHeader.FIRST_GROUP;
        chain = header.chain();
        nextIndex = chainKnown ? header.firstIndex() : 0;
        lastTerm = 0;
    }

    /** Goes to where another reader of the same log is, which may read another file of it. */
    void follow(GroupReader other) {
        position = other.position;
        chainKnown = other.chainKnown;
        chain = other.chain;
        nextIndex = other.nextIndex;
        lastTerm = other.lastTerm;
    }

    /** Goes to the next group; false when there is no valid one here, for the reason {@link #problem()}. */
    boolean next() {
        kind = GroupKind.NONE;
        if (header.segmentBytes() - position < GroupLayout.BYTES) {
            problem = "the segment ends without a seal";
            return false;
        }
        int start = window.fetch(position, GroupLayout.BYTES);
        GroupKind found = heads.kindAt(position, start);
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

    private boolean checkRecords() {
        MemorySegment memory = window.memory();
        int running = memory.get(INT, groupStart + GroupLayout.CHECKSUM);
        long index = nextIndex;
        long term = lastTerm;
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
            running = window.checksum(running, start, next);
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
        lastTerm = term;
        return true;
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

    private MemorySegment decompressed(MemorySegment block) {
        try {
            return payloads.decompress(block);
        } catch (LZ4Exception e) {
            throw Damage.corruption(
                    segment.path(), groupPosition, "a payload cannot be decompressed: " + e.getMessage());
        }
    }

    /**
     * What follows a place where there is no valid group.
     *
     * @param durable whether a group was durable there, so that it is damaged, and not a torn tail
     * @param dataEnd where the last byte ends that is not zero
     */
    record Tail(boolean durable, long dataEnd) {}

    /** Tells damage from a torn tail here, where there is no valid group, by the rule that the package describes. */
    Tail tail() {
        HeadScanner.Found found = heads.scan(position);
        long durable = Math.max(
                Math.max(groupDurable, found.durable()),
                DurableMark.read(segment).durable());
        return new Tail(durable > header.offset() + position, found.dataEnd());
    }

    /** Goes to the next head that is valid on its own, when there is no valid group here; false when there is none. */
    boolean skip() {
        long head = heads.next(position + GroupLayout.ALIGNMENT_BYTES);
        if (head >= header.segmentBytes()) {
            return false;
        }
        seek(head);
        return true;
    }

    /**
     * Goes to the next valid group, past damage as {@link #skip} does; false behind the seal, and where nothing valid
     * is left.
     */
    boolean nextPastDamage() {
        boolean more = !isSeal();
        while (more && !next()) {
            more = skip();
        }
        return more;
    }

    /** Whether this group is the seal, behind which the segment has no other. */
    boolean isSeal() {
        return kind == GroupKind.SEAL;
    }

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
        return lastTerm;
    }

    /** Why there was no next group. */
    String problem() {
        return problem;
    }

    @Override
    public void close() {
        window.close();
        payloads.close();
    }
}
