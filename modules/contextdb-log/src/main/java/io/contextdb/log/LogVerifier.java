package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks every record of a row of segments and goes on behind damage, at the next head that is valid on its own. Only what lies before
 * {@code end} counts: behind it someone may be writing.
 */
final class LogVerifier {
    private final List<Segment> segments;
    private final long end;
    private final List<String> damage = new ArrayList<>();

    LogVerifier(List<Segment> segments, long end) {
        this.segments = segments;
        this.end = end;
    }

    List<String> run() {
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            try {
                checkHeader(segment);
                check(segment, i == segments.size() - 1);
            } catch (ContextDbException e) {
                damage.add(String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(damage);
    }

    private static void checkHeader(Segment segment) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(SegmentHeader.BYTES);
            segment.read(0, bytes.asByteBuffer());
            SegmentHeader.decode(segment.path(), segment.header().segmentBytes(), bytes);
        }
    }

    private void check(Segment segment, boolean last) {
        SegmentHeader header = segment.header();
        try (GroupReader reader = new GroupReader(segment)) {
            while (header.offset() + reader.position() < end) {
                if (reader.next()) {
                    if (reader.kind() == GroupKind.SEAL) {
                        return;
                    }
                    continue;
                }
                long position = reader.position();
                String problem = reader.problem();
                long nextHead = reader.nextHead(position + GroupLayout.ALIGNMENT_BYTES);
                boolean durable = !last
                        || header.offset() + position < reader.scan(position).durable();
                if (nextHead >= header.segmentBytes()) {
                    if (durable || end != Long.MAX_VALUE) {
                        report(segment, position, problem);
                    }
                    return;
                }
                if (durable) {
                    report(segment, position, problem + "; the next sound group is at byte " + nextHead);
                }
                reader.seek(nextHead);
            }
        }
    }

    private void report(Segment segment, long position, String problem) {
        damage.add(Damage.line(segment.path(), position, problem));
    }
}
