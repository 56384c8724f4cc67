package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import java.util.List;

/**
 * Recovery as the package describes it: goes through the segments from the one that holds the first record wanted,
 * checks everything, shows those records, and finds the end of the log. It only reads. Memory does not grow with the
 * log.
 */
final class Replay {
    private final List<Segment> segments;
    private final long appliedIndex;
    private final RecordVisitor visitor;
    private final ValidGroups onValid;
    private long replayed;
    private long nextIndex;
    private long lastTerm;
    private int chain;

    /** Is told where the log was found sound up to, group by group, before the records of the group are shown. */
    @FunctionalInterface
    interface ValidGroups {
        void upTo(long index, long term, long end);
    }

    /**
     * A replay of everything above {@code appliedIndex}.
     *
     * @param segments oldest first, at least one
     */
    Replay(List<Segment> segments, long appliedIndex, RecordVisitor visitor, ValidGroups onValid) {
        this.segments = segments;
        this.appliedIndex = appliedIndex;
        this.visitor = visitor;
        this.onValid = onValid;
    }

    /**
     * How the log ends.
     *
     * @param end where the groups of the last segment end
     * @param dataEnd where its last byte ends that is not zero
     */
    record Result(long recordsReplayed, long lastIndex, long lastTerm, SegmentEnd end, long dataEnd) {
        /** The length of the torn tail. */
        long bytesDropped() {
            return Math.max(0, dataEnd - end.position());
        }
    }

    /** Checks the segment being written without showing its records, and finds its end. */
    static Result tail(Segment last) {
        RecordVisitor nothing = (type, term, index, payload) -> {};
        return new Replay(List.of(last), Long.MAX_VALUE - 1, nothing, (index, term, end) -> {})
                .activeSegment(last, true);
    }

    Result run() {
        int first = segments.size() - 1;
        while (segments.get(first).header().firstIndex() > appliedIndex + 1) {
            if (--first < 0) {
                throw ContextDbException.damage("commands " + (appliedIndex + 1) + " to "
                        + (segments.getFirst().header().firstIndex() - 1)
                        + " are missing: the log begins later, with "
                        + segments.getFirst().path());
            }
        }
        for (int i = first; i < segments.size() - 1; i++) {
            sealedSegment(segments.get(i), i == first);
        }
        Result result = activeSegment(segments.getLast(), first == segments.size() - 1);
        if (result.lastIndex < appliedIndex) {
            throw Damage.corruption(
                    segments.getLast().path(),
                    result.end.position(),
                    "the log ends with command " + result.lastIndex + ", but a snapshot holds commands up to "
                            + appliedIndex);
        }
        return result;
    }

    private void sealedSegment(Segment segment, boolean first) {
        try (GroupReader reader = open(segment, first)) {
            while (reader.next()) {
                show(segment, reader);
                if (reader.isSeal()) {
                    return;
                }
            }
            throw Damage.corruption(segment.path(), reader.position(), reader.problem());
        }
    }

    private Result activeSegment(Segment segment, boolean first) {
        SegmentHeader header = segment.header();
        try (GroupReader reader = open(segment, first)) {
            SegmentEnd end = SegmentEnd.ofEmpty(header);
            DurableMark mark = DurableMark.read(segment);
            long durable = Math.max(mark.durable(), end.durable());
            boolean sealed = false;
            while (!sealed && reader.next()) {
                show(segment, reader);
                durable = Math.max(durable, reader.durable());
                sealed = reader.isSeal();
            }
            long position = reader.position();
            boolean closed = mark.closes(header, position);
            long dataEnd = position;
            if (!sealed && !closed) {
                GroupReader.Tail tail = reader.tail();
                if (tail.durable()) {
                    throw Damage.corruption(
                            segment.path(), position, reader.problem() + ", where records were durable");
                }
                dataEnd = tail.dataEnd();
            }
            if (!sealed && segment.isAlsoSealed()) {
                throw Damage.corruption(
                        segment.path(),
                        position,
                        "the file is older than that of the same segment with a lasting name");
            }
            return new Result(
                    replayed,
                    nextIndex - 1,
                    lastTerm,
                    new SegmentEnd(position, chain, durable, sealed, closed),
                    dataEnd);
        }
    }

    private GroupReader open(Segment segment, boolean first) {
        SegmentHeader header = segment.header();
        if (first) {
            nextIndex = header.firstIndex();
            lastTerm = header.previousTerm();
            chain = header.chain();
        } else if (header.firstIndex() != nextIndex || header.previousTerm() != lastTerm || header.chain() != chain) {
            throw Damage.corruption(
                    segment.path(),
                    0,
                    "the segment begins with index " + header.firstIndex() + " where index " + nextIndex
                            + " of the same history was due");
        }
        return new GroupReader(segment);
    }

    private void show(Segment segment, GroupReader reader) {
        chain = reader.chain();
        if (reader.kind() != GroupKind.RECORDS) {
            return;
        }
        segment.index().add(nextIndex, reader.groupPosition());
        nextIndex = reader.nextIndex();
        lastTerm = reader.lastTerm();
        onValid.upTo(nextIndex - 1, lastTerm, segment.header().offset() + reader.position());
        if (nextIndex > appliedIndex + 1) {
            replayed += Math.min(reader.records(), nextIndex - 1 - appliedIndex);
            reader.visit(appliedIndex + 1, Long.MAX_VALUE, visitor);
        }
    }
}
