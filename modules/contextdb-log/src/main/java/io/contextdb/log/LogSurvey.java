package io.contextdb.log;

import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is in the files of a log that is not open. It is read once, by the constructor, and does not change. */
final class LogSurvey {
    /**
     * A segment's file.
     *
     * @param segment as it can be read; empty when its header is lost and nothing says what it was
     * @param next where the segment behind it stands, if that can be told
     */
    record Part(SegmentFile file, Optional<Segment> segment, Optional<SegmentPlace> next) {
        Path path() {
            return file.path();
        }
    }

    private final FileSystem files;
    private final Path directory;
    private final DatabaseId database;
    private final List<Part> parts = new ArrayList<>();
    private final List<LogInspection.Damage> damages = new ArrayList<>();
    private final IndexRuns runs = new IndexRuns();
    private boolean endKnown;
    private @Nullable Path twin;

    /** Reads the files; parameters and errors are those of {@link LogFiles#LogFiles}. */
    LogSurvey(FileSystem files, Path directory, DatabaseId database, boolean create) {
        this.files = files;
        this.directory = directory;
        this.database = database;
        Optional<SegmentPlace> place = Optional.empty();
        for (SegmentFile file : list()) {
            Part part = survey(file, place);
            parts.add(part);
            place = part.next();
        }
        Path doubled = twin;
        if (doubled != null && !files.sameBytes(doubled, active())) {
            report(doubled, 0, "it differs from contextdb.log, of which it is a second name");
        }
        if (!files.exists(active())) {
            endKnown = parts.isEmpty() && create;
            if (!endKnown) {
                report(active(), 0, "the file is missing");
            }
        }
    }

    private List<SegmentFile> list() {
        List<SegmentFile> found = new ArrayList<>();
        for (Path path : files.list(directory)) {
            if (SegmentFiles.isSealed(path)) {
                found.add(SegmentFile.of(files, path, database));
            }
        }
        if (files.exists(active())) {
            SegmentFile last = SegmentFile.of(files, active(), database);
            if (!found.isEmpty() && isTwin(found.getLast(), last)) {
                twin = found.removeLast().path();
            }
            found.add(last);
        }
        return found;
    }

    /**
     * Whether the last file with the name of a sealed segment is a second name of the one being written, whose header
     * then gives that name.
     */
    private static boolean isTwin(SegmentFile sealed, SegmentFile active) {
        return active.header()
                .map(header -> SegmentFiles.isSealed(sealed.path(), header.firstIndex()))
                .orElse(false);
    }

    /** Looks at a file; {@code place} is where the file before it says that the next segment begins. */
    private Part survey(SegmentFile file, Optional<SegmentPlace> place) {
        file.problem().ifPresent(damages::add);
        Optional<SegmentHeader> header = file.header();
        if (header.isEmpty()) {
            header = file.rebuilt(files, place, database);
        } else if (place.isPresent()) {
            reportGap(file, header.get(), place.get());
        }
        if (header.isEmpty()) {
            return new Part(file, Optional.empty(), Optional.empty());
        }
        Segment segment = Segment.padded(files, file.path(), header.get());
        return new Part(file, Optional.of(segment), readToEnd(file, segment));
    }

    private void reportGap(SegmentFile file, SegmentHeader header, SegmentPlace place) {
        if (header.offset() > place.offset()) {
            report(SegmentFiles.sealed(directory, place.firstIndex()), 0, "the file is missing");
        } else if (!SegmentPlace.of(header).equals(place)) {
            report(
                    file.path(),
                    0,
                    "it begins with index " + header.firstIndex() + " where index " + place.firstIndex()
                            + " of the same history was due");
        }
    }

    /** Reads a segment to its end; returns where the next one stands, if that can be told. */
    private Optional<SegmentPlace> readToEnd(SegmentFile file, Segment segment) {
        boolean active = file.path().equals(active());
        try (GroupReader reader = new GroupReader(segment)) {
            while (reader.kind() != GroupKind.SEAL) {
                if (reader.next()) {
                    if (reader.records() > 0) {
                        runs.add(reader.nextIndex() - reader.records(), reader.nextIndex() - 1);
                    }
                    continue;
                }
                if (active && !reader.tail().durable()) {
                    endKnown = isEnd(file, segment, reader);
                    return Optional.empty();
                }
                report(segment.path(), reader.position(), reader.problem());
                if (!reader.skip()) {
                    return Optional.empty();
                }
            }
            endKnown |= active;
            return reader.nextIndex() == 0
                    ? Optional.empty()
                    : Optional.of(SegmentPlace.behind(segment.header(), reader));
        }
    }

    /** A file without groups that has lost its header may have lost all it held, and one that was cut off the rest. */
    private static boolean isEnd(SegmentFile file, Segment segment, GroupReader reader) {
        if (file.isCut(segment.header())) {
            return DurableMark.read(segment).closes(segment.header(), reader.position());
        }
        return file.header().isPresent() || reader.groupPosition() > 0;
    }

    private void report(Path file, long offset, String problem) {
        damages.add(new LogInspection.Damage(file, offset, problem));
    }

    /** The segment being written. */
    Path active() {
        return SegmentFiles.active(directory);
    }

    FileSystem files() {
        return files;
    }

    Path directory() {
        return directory;
    }

    DatabaseId database() {
        return database;
    }

    /** The segments, oldest first and the one being written last. */
    List<Part> parts() {
        return parts;
    }

    /** The segment being written under the name it gets when it is sealed, between two steps of a rotation. */
    Optional<Path> twin() {
        return Optional.ofNullable(twin);
    }

    List<LogInspection.Damage> damages() {
        return damages;
    }

    boolean isDamaged(Path file) {
        return damages.stream().anyMatch(damage -> damage.file().equals(file));
    }

    /** Which records can be read. */
    IndexRuns runs() {
        return runs;
    }

    /** Whether nothing that was durable is missing behind the last record that can be read. */
    boolean endKnown() {
        return endKnown;
    }

    /** The segments that can be read. */
    List<Segment> segments() {
        return parts.stream().flatMap(part -> part.segment().stream()).toList();
    }

    /** The segment at a place, when there is one. */
    Optional<Segment> at(SegmentPlace place) {
        return segments().stream()
                .filter(segment -> SegmentPlace.of(segment.header()).equals(place))
                .findFirst();
    }

    /** The segment in a file of that name, when it can be read. */
    Optional<Segment> named(Path path) {
        return parts.stream()
                .filter(part -> part.path().equals(directory.resolve(path.getFileName())))
                .findFirst()
                .flatMap(Part::segment);
    }
}
