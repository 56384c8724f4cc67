package io.contextdb.log;

import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Writes groups into one segment. Invariants: everything before {@code durable} is on disk; {@code recorded <= durable
 * <= end}; what lies behind the end is zeros, apart from what a write left that failed. One thread at a time.
 *
 * <p>An operation that throws leaves the writer unfit for any other but {@link #close}, with one exception: a write
 * that found no room, and was not a sync, has changed nothing but bytes behind the end, which are zeros again before
 * anything else is written there.
 */
final class SegmentWriter implements AutoCloseable {
    /** Room no group of records may take: the seal must fit behind it. */
    private static final int RESERVED_BYTES = GroupLayout.BYTES;

    private static final int PAGE_BYTES = 4096;

    private final Segment segment;
    private final SegmentHeader header;
    private final WritableFile file;

    /** Room for a mark, kept so that making one cannot fail for want of memory. */
    private final MemorySegment mark = NativeMemory.allocateSegment(Arena.ofAuto(), DurableMark.BYTES, Long.BYTES);

    private long position;
    private int chain;

    /** The offset known durable. */
    private long durable;

    /** The offset that a head, the mark or the file's name records as durable. */
    private long recorded;

    /** How far the bytes may reach that a failed write left behind the end; not beyond the end when there are none. */
    private long torn;

    /** Whether a sync failed: then nobody knows what is on disk. */
    private boolean syncFailed;

    /** Nothing may follow the seal. */
    private boolean sealed;

    /** Whether the mark says that nothing lies behind the end. */
    private boolean closed;

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
        durable = end.durable();
        recorded = durable;
        sealed = end.sealed();
        closed = end.closed();
    }

    /** The size of a segment that has room for a group. */
    static long segmentBytesFor(long groupBytes) {
        long needed = SegmentHeader.FIRST_GROUP + groupBytes + RESERVED_BYTES;
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

    /** Whether a sync failed. */
    boolean isSyncFailed() {
        return syncFailed;
    }

    /** Whether everything written is durable. */
    boolean isDurable() {
        return durable == end();
    }

    /** Writes what the encoder holds as one group, by one write. */
    void write(GroupEncoder encoder, GroupKind kind) {
        assert !sealed : segment.path();
        wipe();
        if (closed) {
            // Synced first: a crash must not leave a part of the group behind a mark that says there is nothing.
            writeMark(false);
            sync();
        }
        ByteBuffer bytes = encoder.finish(kind, end(), durable, chain);
        assert position + bytes.remaining() <= header.segmentBytes() : position;
        torn = position + bytes.remaining();
        file.write(bytes, position);
        position = torn;
        chain = encoder.chain();
        recorded = durable;
        sealed = kind == GroupKind.SEAL;
    }

    /**
     * Takes away what a failed write has left, for good before anything else is written: if a crash lost the zeros and
     * kept a part of the next group, the leftovers could be just what that lacks.
     */
    private void wipe() {
        if (torn > position) {
            try (NativeBuffer zeros = zeros(torn - position)) {
                fill(zeros, position, torn);
            }
            sync();
            torn = position;
        }
    }

    private static NativeBuffer zeros(long bytes) {
        return new NativeBuffer(Arena::ofConfined, (int) Math.min(SegmentWindow.BYTES, bytes));
    }

    private void fill(NativeBuffer zeros, long from, long to) {
        for (long place = from; place < to; ) {
            int length = (int) Math.min(zeros.capacity(), to - place);
            file.write(zeros.bytes(0, length), place);
            place += length;
        }
    }

    /** Makes everything written durable. */
    void force() {
        sync();
        durable = end();
    }

    private void sync() {
        try {
            file.force(false);
        } catch (RuntimeException | Error e) {
            syncFailed = true;
            throw e;
        }
    }

    /** Puts on record, without a sync, that everything is durable; nothing when it is not, or is on record. */
    void mark() {
        if (!sealed && isDurable() && recorded < durable) {
            writeMark(false);
        }
    }

    /** Puts on record, with a sync, that everything is durable and nothing lies behind. */
    void markClosed() {
        assert isDurable();
        if (!sealed && !closed) {
            wipe();
            writeMark(true);
            sync();
        }
    }

    private void writeMark(boolean closing) {
        file.write(new DurableMark(durable, closing).encode(header.offset(), mark), DurableMark.POSITION);
        recorded = durable;
        closed = closing;
    }

    /**
     * Overwrites a torn tail, which ends at {@code dataEnd}, with zeros, and makes what lies before it durable. The
     * part that is not on record as durable is written once more, because it may have been read from a cache that a
     * failed sync has left out of step with the disk.
     */
    void restore(long dataEnd) {
        try (NativeBuffer buffer = new NativeBuffer(Arena::ofConfined, SegmentWindow.BYTES)) {
            long from = Math.max(SegmentHeader.FIRST_GROUP, (durable - header.offset()) / PAGE_BYTES * PAGE_BYTES);
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
            fill(buffer, position, dataEnd);
        }
        force();
    }

    @Override
    public void close() {
        file.close();
    }
}
