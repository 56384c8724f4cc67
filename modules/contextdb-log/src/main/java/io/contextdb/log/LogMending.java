package io.contextdb.log;

import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogInspection.Mended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes files in the place of damaged ones, as {@link LogInspection#mend} says: goes through the log in order, so that
 * each segment shows where the next one stands, and leaves what cannot be mended as it is. Used once.
 */
final class LogMending {
    private final LogSurvey log;
    private final Optional<LogSurvey> copy;
    private final boolean write;
    private final List<Mended> mended = new ArrayList<>();

    /**
     * A mending of one log.
     *
     * @param copy the same log elsewhere
     * @param write whether to make the files, and not only to find out which could be made
     */
    LogMending(LogSurvey log, Optional<LogSurvey> copy, boolean write) {
        this.log = log;
        this.copy = copy;
        this.write = write;
    }

    /** The files that were made, or could be, in the order in which they are to take their names. */
    List<Mended> run() {
        Optional<SegmentPlace> place = Optional.empty();
        List<LogSurvey.Part> parts = log.parts();
        for (int i = 0; i < parts.size(); i++) {
            LogSurvey.Part part = parts.get(i);
            place = mendMissing(part, place);
            if (isSound(part, place)) {
                place = part.next();
            } else {
                Optional<SegmentPlace> wanted = i + 1 < parts.size()
                        ? parts.get(i + 1).file().header().map(SegmentPlace::of)
                        : Optional.empty();
                place = mend(part, place, wanted);
            }
        }
        dropTwin();
        addSpare();
        mended.sort(Comparator.comparing(this::rank));
        return mended;
    }

    private boolean isSound(LogSurvey.Part part, Optional<SegmentPlace> place) {
        return !log.isDamaged(part.path())
                && !part.isMisplaced()
                && ownHeader(part, place).isPresent();
    }

    /** Names that no segment is to have are free once what the files hold is where it belongs. */
    private void addSpare() {
        log.spare().forEach((path, part) -> {
            boolean kept = part.map(content ->
                            mended.stream().anyMatch(one -> one.damaged().equals(content.path())))
                    .orElse(true);
            if (kept) {
                mended.add(new Mended(path, Optional.empty()));
            }
        });
    }

    /** What its header says, unless another segment was due at its place. */
    private static Optional<SegmentHeader> ownHeader(LogSurvey.Part part, Optional<SegmentPlace> place) {
        return part.file().header().filter(own -> place.isEmpty() || place.get().equals(SegmentPlace.of(own)));
    }

    /** Files that are missing before a part; returns where it stands. */
    private Optional<SegmentPlace> mendMissing(LogSurvey.Part part, Optional<SegmentPlace> from) {
        Optional<SegmentPlace> place = from;
        while (place.isPresent()
                && part.file().header().isPresent()
                && part.file().header().get().offset() > place.get().offset()) {
            SegmentPlace missing = place.get();
            Optional<Segment> source = copy.flatMap(other -> other.at(missing));
            if (source.isEmpty()) {
                return Optional.empty();
            }
            Path path = SegmentFiles.sealed(log.directory(), missing.firstIndex());
            place = mend(path, SegmentMender.ofSealed(source.get(), Optional.empty()));
        }
        return place;
    }

    private Optional<SegmentPlace> mend(
            LogSurvey.Part part, Optional<SegmentPlace> place, Optional<SegmentPlace> wanted) {
        Path path = part.path();
        Optional<SegmentHeader> own = ownHeader(part, place);
        Optional<Segment> source = copy.flatMap(other ->
                own.map(SegmentPlace::of).or(() -> place).map(other::at).orElseGet(() -> other.named(path)));
        SegmentHeader header = own.or(() -> source.map(Segment::header))
                .or(() -> part.file().rebuilt(log.files(), place, log.database()))
                .orElse(null);
        if (header == null || source.isPresent() && !source.get().header().equals(header)) {
            return Optional.empty();
        }
        // A header that was guessed must not make an empty segment of a file that stands elsewhere in the log, or has
        // lost all it held.
        boolean proven = own.isPresent() || SegmentFiles.isSealed(path, header.firstIndex());
        boolean possible = mender(part, header, source)
                .check()
                .filter(result -> proven || result.ownGroups() > 0)
                .filter(result -> wanted.isEmpty()
                        || result.next().isEmpty()
                        || isBefore(result.next().get(), wanted.get()))
                .isPresent();
        return possible ? mend(path, mender(part, header, source)) : Optional.empty();
    }

    private SegmentMender mender(LogSurvey.Part part, SegmentHeader header, Optional<Segment> source) {
        Segment damaged = Segment.padded(log.files(), part.file().path(), header);
        if (!part.path().equals(log.active())) {
            return SegmentMender.ofSealed(damaged, source);
        }
        return part.file().isCut(header)
                ? SegmentMender.ofCut(damaged, source)
                : SegmentMender.ofActive(damaged, source);
    }

    /** Whether the segment at one place is the one at another, or there is room for missing ones between. */
    private static boolean isBefore(SegmentPlace place, SegmentPlace wanted) {
        return place.equals(wanted) || place.offset() < wanted.offset() && place.firstIndex() < wanted.firstIndex();
    }

    /** Mends one file; returns where the segment behind it stands, if that can be told. */
    private Optional<SegmentPlace> mend(Path path, SegmentMender mender) {
        Path target = SegmentFiles.mended(path);
        boolean make = write && !mender.isOf(target);
        Optional<SegmentMender.Result> result = make ? mender.write(log.files(), target) : mender.check();
        if (result.isPresent()) {
            mended.add(new Mended(path, Optional.of(target)));
        } else if (make) {
            log.files().delete(target);
        }
        return result.flatMap(SegmentMender.Result::next);
    }

    /** The second name of the segment being written goes when that is mended: its rotation is done again. */
    private void dropTwin() {
        log.twin()
                .filter(twin -> log.isDamaged(twin) || mended.stream().anyMatch(this::isActive))
                .ifPresent(twin -> mended.add(new Mended(twin, Optional.empty())));
    }

    private boolean isActive(Mended one) {
        return one.damaged().equals(log.active());
    }

    /**
     * The segment being written comes first: as long as the newest segment has another name, a file under its name
     * would make what is newest look like the end of the log, should this be interrupted. Only a second name of the
     * same file goes before, or it would be one of another file.
     */
    private int rank(Mended one) {
        if (log.twin().filter(one.damaged()::equals).isPresent()
                && log.files().isSameFile(log.active(), one.damaged())) {
            return 0;
        }
        return isActive(one) ? 1 : 2;
    }
}
