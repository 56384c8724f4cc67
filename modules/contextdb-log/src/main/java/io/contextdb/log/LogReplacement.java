package io.contextdb.log;

import io.contextdb.api.spi.LogInspection.Mended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts a copy of a log in the place of one that is a part of it. Used once. */
final class LogReplacement {
    private final LogSurvey log;
    private final LogSurvey copy;

    LogReplacement(LogSurvey log, LogSurvey copy) {
        this.log = log;
        this.copy = copy;
    }

    /** Whether the copy is sound, and has every group that can be read here, in its place of the chain of checksums. */
    boolean isPossible() {
        return copy.damages().isEmpty()
                && copy.endKnown()
                && !copy.parts().isEmpty()
                && log.parts().stream().allMatch(this::isInCopy);
    }

    private boolean isInCopy(LogSurvey.Part part) {
        return part.segment().map(this::isInCopy).orElse(true)
                && part.next().map(this::mayBeInCopy).orElse(true);
    }

    private boolean isInCopy(Segment segment) {
        SegmentPlace place = SegmentPlace.of(segment.header());
        return mayBeInCopy(place)
                && copy.at(place).map(theirs -> hasGroupsOf(segment, theirs)).orElse(true);
    }

    /** Whether the copy has a segment at a place, or begins behind it, or ends before it. */
    private boolean mayBeInCopy(SegmentPlace place) {
        List<Segment> segments = copy.segments();
        return place.offset() < segments.getFirst().header().offset()
                || place.offset() > segments.getLast().header().offset()
                || copy.at(place).isPresent();
    }

    private static boolean hasGroupsOf(Segment segment, Segment theirs) {
        try (GroupReader mine = new GroupReader(segment);
                GroupReader other = new GroupReader(theirs)) {
            while (!mine.isSeal()) {
                if (mine.next()) {
                    if (!goTo(other, mine.groupPosition()) || other.chain() != mine.chain()) {
                        return false;
                    }
                } else if (!mine.tail().durable() || !mine.skip()) {
                    return true;
                }
            }
            return true;
        }
    }

    /** Goes on to the group at a position; false when there is none. */
    private static boolean goTo(GroupReader reader, long position) {
        while (reader.groupPosition() < position) {
            if (!reader.next()) {
                return false;
            }
        }
        return reader.groupPosition() == position;
    }

    /** Makes the files of the copy, in the order in which they are to take their names. */
    List<Mended> write() {
        List<Mended> made = new ArrayList<>();
        for (LogSurvey.Part part : copy.parts()) {
            Path path = log.directory().resolve(part.path().getFileName());
            Segment segment = part.segment().orElseThrow();
            boolean active = part.path().equals(copy.active());
            SegmentMender mender = active
                    ? SegmentMender.ofActive(segment, Optional.empty())
                    : SegmentMender.ofSealed(segment, Optional.empty());
            Path target = SegmentFiles.mended(path);
            if (mender.write(log.files(), target).isEmpty()) {
                throw Damage.corruption(segment.path(), 0, "the segment was sound, and is not any more");
            }
            made.add(new Mended(path, Optional.of(target)));
        }
        // As when a log is mended, with the segment being written first.
        made.sort(Comparator.comparing(one -> !one.damaged().equals(log.active())));
        Set<Path> kept = made.stream().map(Mended::damaged).collect(Collectors.toSet());
        Set<Path> spare = new TreeSet<>(log.paths());
        spare.removeAll(kept);
        spare.forEach(path -> made.add(new Mended(path, Optional.empty())));
        return made;
    }
}
