package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is in the files of a log that is not open. It is read once, by the constructor, and does not change. */
final class LogSurvey {
    /**
     * A segment.
     *
     * @param file the file that holds it
     * @param path the name that this file is to have
     * @param segment as it can be read; empty when its header is lost and nothing says what it was
     * @param next where the segment behind it stands, if that can be told
     */
    record Part(SegmentFile file, Path path, Optional<Segment> segment, Optional<SegmentPlace> next) {
        /** Whether the file has another name. */
        boolean isMisplaced() {
            return !file.path().equals(path);
        }
    }

    private final FileSystem files;
    private final Path directory;
    private final DatabaseId database;
    private final List<Part> parts = new ArrayList<>();
    private final List<LogInspection.Damage> damages = new ArrayList<>();
    private final List<SegmentFile> others;
    private final IndexRuns runs = new IndexRuns();
    private boolean endKnown;
    private @Nullable Path twin;

    /** Reads the files; parameters and errors are those of {@link LogFiles#LogFiles}. */
    LogSurvey(FileSystem files, Path directory, DatabaseId database, boolean create) {
        this.files = files;
        this.directory = directory;
        this.database = database;
        SegmentOrder order = new SegmentOrder(files, directory, database);
        twin = order.twin().orElse(null);
        Optional<SegmentPlace> place = Optional.empty();
        for (SegmentOrder.Slot slot : order.slots()) {
            Part part = survey(slot, place);
            parts.add(part);
            place = part.next();
        }
        others = order.others();
        others.forEach(this::reportOther);
        Path doubled = twin;
        if (doubled != null && !files.sameBytes(doubled, active())) {
            report(doubled, 0, "it differs from contextdb.log, of which it is a second name");
        }
        if (parts.isEmpty()) {
            endKnown = create;
        }
        if (!files.exists(active()) && !endKnown) {
            report(active(), 0, "the file is missing");
        } else if (order.isNewestMissing() && !isDamaged(active())) {
            report(active(), 0, "the segment that was being written is missing");
        }
        if (damages.isEmpty() && !parts.isEmpty()) {
            verify();
        }
    }

    /** What opening the log would find, and was not found another way. */
    private void verify() {
        try {
            new LogVerifier(new SegmentFiles(files, directory, database).list(), Long.MAX_VALUE)
                    .run()
                    .forEach(line -> report(active(), 0, line));
        } catch (ContextDbException e) {
            report(active(), 0, String.valueOf(e.getMessage()));
        }
    }

    /** Looks at a file; {@code place} is where the file before it says that the next segment begins. */
    private Part survey(SegmentOrder.Slot slot, Optional<SegmentPlace> place) {
        SegmentFile file = slot.file();
        file.problem().ifPresent(damages::add);
        Optional<SegmentHeader> header = file.header();
        if (slot.isMisplaced()) {
            reportMisplaced(slot);
        }
        if (header.isEmpty()) {
            header = file.rebuilt(files, place, database);
        } else if (place.isPresent()) {
            reportGap(file, header.get(), place.get());
        }
        if (header.isEmpty()) {
            return new Part(file, slot.path(), Optional.empty(), Optional.empty());
        }
        Segment segment = Segment.padded(files, file.path(), header.get());
        return new Part(file, slot.path(), Optional.of(segment), readToEnd(slot, segment));
    }

    private void reportMisplaced(SegmentOrder.Slot slot) {
        Path path = slot.file().path();
        if (SegmentFiles.isMended(path) || isNameOf(slot.file())) {
            if (!files.exists(slot.path())) {
                report(slot.path(), 0, "the file is missing");
            }
        } else {
            report(path, 0, "it is " + description(slot.file()));
        }
    }

    /** Whether a file has the name that it gets when it is sealed. */
    private static boolean isNameOf(SegmentFile file) {
        return file.header()
                .map(header -> SegmentFiles.isSealed(file.path(), header.firstIndex()))
                .orElse(false);
    }

    private static String description(SegmentFile file) {
        return file.header()
                .map(header -> "the segment that begins with index " + header.firstIndex())
                .orElse("of no use");
    }

    /** A file beside another of the same segment that has more. */
    private void reportOther(SegmentFile file) {
        Path path = file.path();
        boolean needed = parts.stream().anyMatch(part -> part.path().equals(path));
        if (file.problem().isPresent()) {
            file.problem().ifPresent(damages::add);
        } else if (path.equals(active()) && !needed) {
            report(path, 0, "it is an older state of " + description(file) + "; the newest segment is missing");
        } else {
            report(path, 0, "it is " + description(file) + ", of which another file has as much or more");
        }
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
    private Optional<SegmentPlace> readToEnd(SegmentOrder.Slot slot, Segment segment) {
        boolean active = slot.path().equals(active());
        try (GroupReader reader = new GroupReader(segment)) {
            while (!reader.isSeal()) {
                if (reader.next()) {
                    if (reader.records() > 0) {
                        runs.add(reader.nextIndex() - reader.records(), reader.nextIndex() - 1);
                    }
                    continue;
                }
                if (active && !reader.tail().durable()) {
                    endKnown = isEnd(slot.file(), segment, reader);
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

    /**
     * A file without groups may have lost all it held, and one that was cut off the rest, unless its mark says that
     * nothing was there.
     */
    private static boolean isEnd(SegmentFile file, Segment segment, GroupReader reader) {
        return reader.groupPosition() > 0 && !file.isCut(segment.header())
                || DurableMark.read(segment).closes(segment.header(), reader.position());
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

    /** Files whose names no segment is to have; of those whose part is not empty it is the content. */
    Map<Path, Optional<Part>> spare() {
        Map<Path, Optional<Part>> found = new TreeMap<>();
        others.forEach(file -> found.put(file.path(), Optional.empty()));
        parts.stream()
                .filter(part -> part.isMisplaced() && !isNameOf(part.file()))
                .forEach(part -> found.put(part.file().path(), Optional.of(part)));
        found.keySet()
                .removeIf(path -> !SegmentFiles.isSealed(path)
                        || parts.stream().anyMatch(part -> part.path().equals(path)));
        return found;
    }

    /** All files with the name of a segment. */
    Set<Path> paths() {
        Set<Path> found = new TreeSet<>();
        parts.forEach(part -> found.add(part.file().path()));
        others.forEach(file -> found.add(file.path()));
        twin().ifPresent(found::add);
        found.removeIf(SegmentFiles::isMended);
        return found;
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
