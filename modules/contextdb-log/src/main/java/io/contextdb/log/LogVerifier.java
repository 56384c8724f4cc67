package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks every record of a row of segments, and goes on behind damage at the next head that is valid on its own. Used
 * once.
 */
final class LogVerifier {
    private final List<Segment> segments;
    private final long end;
    private final List<String> damage = new ArrayList<>();

    /**
     * A check of some segments.
     *
     * @param segments oldest first
     * @param end the offset up to which groups must be valid; {@link Long#MAX_VALUE} when nobody is writing, for as far
     *     as they are durable
     */
    LogVerifier(List<Segment> segments, long end) {
        this.segments = segments;
        this.end = end;
    }

    List<String> run() {
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            try (GroupReader reader = new GroupReader(segment)) {
                checkHeader(segment);
                if (i == segments.size() - 1) {
                    checkActive(segment, reader);
                } else {
                    checkSealed(segment, reader, segments.get(i + 1));
                }
            } catch (ContextDbException e) {
                // Truncated meanwhile: what is gone on purpose is not damaged.
                if (e.code() != ErrorCode.SNAPSHOT_TOO_OLD) {
                    damage.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return List.copyOf(damage);
    }

    private static void checkHeader(Segment segment) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = NativeMemory.allocateSegment(arena, SegmentHeader.BYTES, Long.BYTES);
            segment.read(0, bytes.asByteBuffer());
            SegmentHeader.decode(segment.path(), segment.header().segmentBytes(), bytes);
        }
    }

    private void checkSealed(Segment segment, GroupReader reader, Segment next) {
        boolean sound = true;
        while (sound && !reader.isSeal()) {
            sound = reader.next() || reportAndSkip(segment, reader);
        }
        SegmentHeader header = next.header();
        if (sound && (header.firstIndex() != reader.nextIndex() || header.chain() != reader.chain())) {
            report(next, 0, "the segment does not continue " + segment.path());
        }
    }

    private void checkActive(Segment segment, GroupReader reader) {
        SegmentHeader header = segment.header();
        boolean sound = true;
        while (sound && !reader.isSeal() && header.offset() + reader.position() < end) {
            sound = reader.next();
            if (!sound && (end != Long.MAX_VALUE || reader.tail().durable())) {
                sound = reportAndSkip(segment, reader);
            }
        }
        if (segment.isAlsoSealed() && !reader.isSeal()) {
            report(segment, reader.position(), "the file is older than that of the same segment with a lasting name");
        }
    }

    /** Reports that there is no valid group here and goes to the next head; false when there is none. */
    private boolean reportAndSkip(Segment segment, GroupReader reader) {
        long position = reader.position();
        boolean more = reader.skip();
        report(
                segment,
                position,
                reader.problem() + (more ? "; the next head of a group is at byte " + reader.position() : ""));
        return more;
    }

    private void report(Segment segment, long position, String problem) {
        damage.add(Damage.line(segment.path(), position, problem));
    }
}
