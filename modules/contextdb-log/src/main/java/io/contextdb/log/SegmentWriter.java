package io.contextdb.log;

import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/**
 * Writes groups into one segment. Invariants: everything before {@code durable} is on disk; {@code durable <= end}; what lies behind the
 * end is zeros. An operation that throws leaves the writer unfit for any other but {@link #close}. One thread at a time.
 */
final class SegmentWriter implements AutoCloseable {
    /** Room no group of records may take: a marker and the seal must fit behind it. */
    private static final int RESERVED_BYTES = 2 * GroupLayout.BYTES;

    private static final int PAGE_BYTES = 4096;

    private final Segment segment;
    private final SegmentHeader header;
    private final WritableFile file;
    private long position;
    private int chain;

    /** The offset where the last group of records ends. */
    private long recordsEnd;

    /** The offset known durable. */
    private long durable;

    /** The offset that some head in the file, or the file's name, records as durable. */
    private long recorded;

    /** Nothing may follow the seal. */
    private boolean sealed;

    /** A writer for a segment without groups, all of it and of the log before it durable. */
    SegmentWriter(Segment segment, WritableFile file) {
        this(segment, file, SegmentEnd.ofEmpty(segment.header()));
    }

    /** A writer behind the last group. */
    SegmentWriter(Segment segment, WritableFile file, SegmentEnd end) {
        this.segment = segment;
        this.file = file;
        header = segment.header();
        position = end.position();
        chain = end.chain();
        recordsEnd = end.recordsEnd();
        durable = end.durable();
        recorded = durable;
        sealed = end.sealed();
    }

    /** The size of a segment that has room for a group. */
    static long segmentBytesFor(long groupBytes) {
        long needed = SegmentHeader.BYTES + groupBytes + RESERVED_BYTES;
        return (needed + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }

    Segment segment() {
        return segment;
    }

    /** Where the next group begins, in the log. */
    long end() {
        return header.offset() + position;
    }

    /** Where the next group begins, in the file. */
    long position() {
        return position;
    }

    /** The checksum that ended the last group. */
    int chain() {
        return chain;
    }

    boolean isSealed() {
        return sealed;
    }

    boolean fits(long groupBytes) {
        return !sealed && position + groupBytes + RESERVED_BYTES <= header.segmentBytes();
    }

    /** Whether more than half of the segment is used. */
    boolean halfFull() {
        return position > header.segmentBytes() / 2;
    }

    /** Whether all records written are durable. */
    boolean isDurable() {
        return durable >= recordsEnd;
    }

    /** Whether a head in the file says so, or the seal, which is worth as much once it is synced. */
    boolean isOnRecord() {
        return sealed || recorded >= recordsEnd;
    }

    /** Writes what the encoder holds as one group, by one write. */
    void write(GroupEncoder encoder, GroupKind kind) {
        assert !sealed : segment.path();
        long groupPosition = position;
        ByteBuffer bytes = encoder.finish(kind, end(), durable, chain);
        assert position + bytes.remaining() <= header.segmentBytes() : position;
        position += bytes.remaining();
        file.write(bytes, groupPosition);
        chain = encoder.chain();
        recorded = durable;
        sealed = kind == GroupKind.SEAL;
        if (kind == GroupKind.RECORDS) {
            recordsEnd = end();
        }
    }

    /** Makes everything written durable. */
    void force() {
        file.force(false);
        durable = end();
    }

    /**
     * Overwrites a torn tail, which ends at {@code dataEnd}, with zeros, and makes what lies before it durable. The part that no
     * head records as durable is written once more, because it may have been read from a cache that a failed sync has left out of step with the disk.
     */
    void restore(long dataEnd) {
        try (NativeBuffer buffer = new NativeBuffer(Arena::ofShared, SegmentWindow.BYTES)) {
            long from = Math.max(SegmentHeader.BYTES, (durable - header.offset()) / PAGE_BYTES * PAGE_BYTES);
            for (long place = from; place < position; ) {
                int length = (int) Math.min(buffer.capacity(), position - place);
                int read = segment.read(place, buffer.bytes(0, length));
                if (read < length) {
                    throw Damage.corruption(
                            segment.path(), place + read, "the file became shorter while it was opened");
                }
                file.write(buffer.bytes(0, length), place);
                place += length;
            }
            buffer.segment().fill((byte) 0);
            for (long place = position; place < dataEnd; ) {
                int length = (int) Math.min(buffer.capacity(), dataEnd - place);
                file.write(buffer.bytes(0, length), place);
                place += length;
            }
        }
        force();
    }

    @Override
    public void close() {
        file.close();
    }
}
