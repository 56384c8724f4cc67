package io.contextdb.log;

import static io.contextdb.memory.NativeMemory.INT;
import static io.contextdb.memory.NativeMemory.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Finds heads of groups, which are valid on their own: each has a checksum, and says where in the log it stands, so
 * that no other bytes and no head that was moved is taken for one. Used by the thread that made its window.
 */
final class HeadScanner {
    private static final GroupKind[] KINDS = GroupKind.values();

    /** Runs of zeros are passed in steps of this: most of the segment being written is empty. */
    private static final MemorySegment ZERO_PAGE = Arena.global().allocate(4096);

    private final SegmentWindow window;
    private final SegmentHeader header;

    HeadScanner(SegmentWindow window, SegmentHeader header) {
        this.window = window;
        this.header = header;
    }

    /**
     * The kind of the group whose head is at {@code start} in memory; {@code NONE} unless the head is valid for this
     * place.
     */
    GroupKind kindAt(long place, int start) {
        MemorySegment memory = window.memory();
        if (memory.get(INT, start + GroupLayout.MAGIC) != GroupLayout.MAGIC_VALUE
                || memory.get(LONG, start + GroupLayout.OFFSET) != header.offset() + place) {
            return GroupKind.NONE;
        }
        int checksum = memory.get(INT, start + GroupLayout.CHECKSUM);
        if (window.checksum(0, start, start + GroupLayout.BYTES) != checksum) {
            return GroupKind.NONE;
        }
        int number = memory.get(INT, start + GroupLayout.KIND);
        return number > 0 && number < KINDS.length ? KINDS[number] : GroupKind.NONE;
    }

    /**
     * What lies behind a place.
     *
     * @param durable the greatest offset that a head there records as durable; 0 without one
     * @param dataEnd where the last byte ends that is not zero
     */
    record Found(long durable, long dataEnd) {}

    /** Looks through the rest of the segment. */
    Found scan(long from) {
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
        return new Found(durable, dataEnd);
    }

    /** The position from {@code from} on where a head is valid on its own, or the segment's size. */
    long next(long from) {
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
                && kindAt(place, window.fetch(place, GroupLayout.BYTES)) != GroupKind.NONE;
    }
}
