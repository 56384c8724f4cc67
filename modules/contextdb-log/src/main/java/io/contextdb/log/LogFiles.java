package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a log that is not open, read as far as they are sound: from group to group, and behind damage from the next head that is valid on its own. */
public final class LogFiles implements LogInspection {
    private static final int COMPARED_BYTES = 1 << 20;

    private final FileSystem files;
    private final Path directory;
    private final DatabaseId database;
    private final List<SegmentFile> parts = new ArrayList<>();
    private final Map<Path, Segment> segments = new HashMap<>();
    private final Map<Path, Optional<SegmentPlace>> next = new HashMap<>();
    private final List<Damage> damages = new ArrayList<>();
    private final IndexRuns runs = new IndexRuns();

    private boolean endKnown;

    /** The segment being written under the name it gets when it is sealed, between two steps of a rotation. */
    private @Nullable Path twin;

    /**
     * Looks at the files in a directory.
     *
     * @param database which database they must be of
     * @param create whether a log without files is as it should be
     * @throws ContextDbException {@code FOREIGN_FILE} when one is of another database, {@code FORMAT_TOO_NEW}
     */
    public LogFiles(FileSystem files, Path directory, DatabaseId database, boolean create) {
        this.files = files;
        this.directory = directory;
        this.database = database;
        list();
        survey();
        Path active = SegmentFiles.active(directory);
        if (!files.exists(active)) {
            endKnown = parts.isEmpty() && create;
            if (!endKnown) {
                damages.add(new Damage(active, 0, "the file is missing"));
            }
        }
    }

    private void list() {
        for (Path path : files.list(directory)) {
            if (SegmentFiles.isSealed(path)) {
                parts.add(SegmentFile.of(files, path, database));
            }
        }
        Path active = SegmentFiles.active(directory);
        if (files.exists(active)) {
            SegmentFile last = SegmentFile.of(files, active, database);
            if (!parts.isEmpty() && isTwin(parts.getLast(), last)) {
                twin = parts.removeLast().path();
            }
            parts.add(last);
        }
    }

    /** Whether the last sealed segment is the one being written, by its name or its header. */
    private static boolean isTwin(SegmentFile sealed, SegmentFile active) {
        return active.header()
                .map(header -> SegmentFiles.isSealed(sealed.path(), header.firstIndex()))
                .orElse(false);
    }

    private void survey() {
        Optional<SegmentPlace> place = Optional.empty();
        for (int i = 0; i < parts.size(); i++) {
            SegmentFile part = parts.get(i);
            part.problem().ifPresent(damages::add);
            Optional<SegmentHeader> header = part.header();
            if (header.isPresent() && place.isPresent()) {
                reportGap(part, header.get(), place.get());
            }
            if (header.isEmpty()) {
                header = part.rebuilt(files, place, database);
            }
            place = Optional.empty();
            if (header.isPresent()) {
                Segment segment = Segment.padded(files, part.path(), header.get());
                segments.put(part.path(), segment);
                boolean active = part.path().equals(SegmentFiles.active(directory));
                place = survey(part, segment, active);
            }
            next.put(part.path(), place);
        }
        Path doubled = twin;
        if (doubled != null && !sameBytes(doubled, SegmentFiles.active(directory))) {
            damages.add(new Damage(doubled, 0, "it differs from contextdb.log, of which it is a second name"));
        }
    }

    private void reportGap(SegmentFile part, SegmentHeader header, SegmentPlace place) {
        if (header.offset() > place.offset()) {
            damages.add(new Damage(SegmentFiles.sealed(directory, place.firstIndex()), 0, "the file is missing"));
        } else if (!SegmentPlace.of(header).equals(place)) {
            damages.add(new Damage(
                    part.path(),
                    0,
                    "it begins with index " + header.firstIndex() + " where index " + place.firstIndex()
                            + " of the same history was due"));
        }
    }

    /** Reads a segment to its end; returns where the next one stands, if that can be told. */
    private Optional<SegmentPlace> survey(SegmentFile part, Segment segment, boolean active) {
        SegmentHeader header = segment.header();
        try (GroupReader reader = new GroupReader(segment)) {
            while (reader.kind() != GroupKind.SEAL) {
                if (reader.next()) {
                    if (reader.records() > 0) {
                        runs.add(reader.nextIndex() - reader.records(), reader.nextIndex() - 1);
                    }
                    continue;
                }
                long position = reader.position();
                if (active && !isDurable(segment, reader)) {
                    endKnown = isEnd(part, segment, reader);
                    return Optional.empty();
                }
                damages.add(new Damage(segment.path(), position, reader.problem()));
                long head = reader.nextHead(position + GroupLayout.ALIGNMENT_BYTES);
                if (head >= header.segmentBytes()) {
                    return Optional.empty();
                }
                reader.seek(head);
            }
            endKnown |= active;
            return reader.nextIndex() == 0 ? Optional.empty() : Optional.of(SegmentPlace.behind(header, reader));
        }
    }

    /** A file without groups that has lost its header may have lost all it held, and one that was cut off the rest. */
    private static boolean isEnd(SegmentFile part, Segment segment, GroupReader reader) {
        if (part.isCut(segment.header())) {
            long offset = segment.header().offset() + reader.position();
            return DurableMark.read(segment).equals(new DurableMark(offset, true));
        }
        return part.header().isPresent() || reader.groupPosition() > 0;
    }

    private static boolean isDurable(Segment segment, GroupReader reader) {
        long recorded = Math.max(
                reader.scan(reader.position()).durable(),
                Math.max(reader.durable(), DurableMark.read(segment).durable()));
        return recorded > segment.header().offset() + reader.position();
    }

    private boolean sameBytes(Path one, Path other) {
        if (files.size(one) != files.size(other)) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer mine =
                    NativeMemory.allocateSegment(arena, COMPARED_BYTES, 1).asByteBuffer();
            ByteBuffer theirs =
                    NativeMemory.allocateSegment(arena, COMPARED_BYTES, 1).asByteBuffer();
            for (long position = 0; position < files.size(one); position += COMPARED_BYTES) {
                files.read(one, position, mine.clear());
                files.read(other, position, theirs.clear());
                if (!mine.flip().equals(theirs.flip())) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    @Override
    public Optional<DatabaseId> database() {
        return parts.stream()
                .flatMap(part -> part.header().stream())
                .map(SegmentHeader::database)
                .findFirst();
    }

    @Override
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    @Override
    public long firstIndex() {
        if (!runs.isEmpty()) {
            return runs.first();
        }
        return segments.values().stream()
                .mapToLong(segment -> segment.header().firstIndex())
                .min()
                .orElse(1);
    }

    @Override
    public long lastIndex() {
        return runs.isEmpty() ? firstIndex() - 1 : runs.last();
    }

    @Override
    public boolean endKnown() {
        return endKnown;
    }

    @Override
    public long reach(long after) {
        return runs.reach(after);
    }

    @Override
    public void read(long after, long to, StateMachine reader) {
        long[] last = {after};
        RecordVisitor visitor = (type, term, index, payload) -> {
            if (index > last[0]) {
                last[0] = index;
                reader.apply(new LogPosition(term, index), payload);
            }
        };
        for (SegmentFile part : parts) {
            Segment segment = segments.get(part.path());
            if (segment != null && segment.header().firstIndex() <= to) {
                read(segment, after, to, visitor);
            }
        }
    }

    private static void read(Segment segment, long after, long to, RecordVisitor visitor) {
        try (GroupReader reader = new GroupReader(segment)) {
            while (reader.kind() != GroupKind.SEAL) {
                if (reader.next()) {
                    reader.visit(after + 1, to, visitor);
                } else {
                    long head = reader.nextHead(reader.position() + GroupLayout.ALIGNMENT_BYTES);
                    if (head >= segment.header().segmentBytes()) {
                        return;
                    }
                    reader.seek(head);
                }
            }
        }
    }

    @Override
    public List<Path> mendable(Optional<LogInspection> copy) {
        return mend(copy, false).stream().map(Mended::damaged).toList();
    }

    @Override
    public List<Mended> mend(Optional<LogInspection> copy) {
        return mend(copy, true);
    }

    private List<Mended> mend(Optional<LogInspection> copy, boolean write) {
        LogFiles other = copy.map(LogFiles::cast).orElse(null);
        List<Mended> mended = new ArrayList<>();
        Optional<SegmentPlace> place = Optional.empty();
        for (int i = 0; i < parts.size(); i++) {
            SegmentFile part = parts.get(i);
            place = mendBefore(part, place, other, write, mended);
            if (isSound(part, place)) {
                place = Objects.requireNonNull(next.get(part.path()));
            } else {
                place = mend(part, place, i + 1 < parts.size() ? parts.get(i + 1) : null, other, write, mended);
            }
        }
        mendTwin(write, mended);
        return mended;
    }

    private boolean isSound(SegmentFile part, Optional<SegmentPlace> place) {
        return damages.stream().noneMatch(damage -> damage.file().equals(part.path()))
                && part.header()
                        .map(SegmentPlace::of)
                        .filter(own -> place.isEmpty() || place.get().equals(own))
                        .isPresent();
    }

    /** Files that are missing before a part. */
    private Optional<SegmentPlace> mendBefore(
            SegmentFile part,
            Optional<SegmentPlace> from,
            @Nullable LogFiles other,
            boolean write,
            List<Mended> mended) {
        Optional<SegmentPlace> place = from;
        while (place.isPresent()
                && part.header().isPresent()
                && part.header().get().offset() > place.get().offset()) {
            Segment copy = other == null ? null : other.at(place.get());
            if (copy == null) {
                return Optional.empty();
            }
            Path path = SegmentFiles.sealed(directory, place.get().firstIndex());
            place = mend(path, new SegmentMender(copy.header(), null, copy, false, false), write, mended)
                    .flatMap(SegmentMender.Result::next);
        }
        return place;
    }

    private Optional<SegmentPlace> mend(
            SegmentFile part,
            Optional<SegmentPlace> place,
            @Nullable SegmentFile following,
            @Nullable LogFiles other,
            boolean write,
            List<Mended> mended) {
        boolean active = part.path().equals(SegmentFiles.active(directory));
        SegmentHeader header = part.header()
                .filter(own -> place.isEmpty() || place.get().equals(SegmentPlace.of(own)))
                .orElse(null);
        Segment copy = null;
        if (other != null) {
            copy = header != null
                    ? other.at(SegmentPlace.of(header))
                    : place.isPresent() ? other.at(place.get()) : other.named(part.path());
        }
        boolean ours = header != null;
        if (header == null) {
            header = copy != null
                    ? copy.header()
                    : part.rebuilt(files, place, database).orElse(null);
        }
        if (header == null || copy != null && !copy.header().equals(header)) {
            return Optional.empty();
        }
        Segment own = Segment.padded(files, part.path(), header);
        Optional<SegmentPlace> wanted =
                following == null ? Optional.empty() : following.header().map(SegmentPlace::of);
        SegmentMender mender = new SegmentMender(header, own, copy, active, part.isCut(header));
        // A header that was guessed must not make an empty segment of a file that stands elsewhere in the log, or has
        // lost all it held.
        boolean proven = ours || SegmentFiles.isSealed(part.path(), header.firstIndex());
        Optional<SegmentMender.Result> possible = mender.check()
                .filter(result -> proven || result.ownGroups() > 0)
                .filter(result -> wanted.isEmpty()
                        || result.next().isEmpty()
                        || isBefore(result.next().get(), wanted.get()));
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        return mend(part.path(), new SegmentMender(header, own, copy, active, part.isCut(header)), write, mended)
                .flatMap(SegmentMender.Result::next);
    }

    /** Whether the segment at one place is the one at another, or there is room for missing ones between. */
    private static boolean isBefore(SegmentPlace place, SegmentPlace wanted) {
        return place.equals(wanted) || place.offset() < wanted.offset() && place.firstIndex() < wanted.firstIndex();
    }

    private Optional<SegmentMender.Result> mend(Path path, SegmentMender mender, boolean write, List<Mended> mended) {
        Path target = path.resolveSibling(path.getFileName() + SegmentFiles.MENDED);
        Optional<SegmentMender.Result> result = write ? mender.write(files, target) : mender.check();
        if (result.isPresent()) {
            mended.add(new Mended(path, target));
        } else if (write) {
            files.delete(target);
        }
        return result;
    }

    /** The second name of the segment being written gets the same content, before the first. */
    private void mendTwin(boolean write, List<Mended> mended) {
        Path doubled = twin;
        Path active = SegmentFiles.active(directory);
        if (doubled == null) {
            return;
        }
        Optional<Mended> first =
                mended.stream().filter(one -> one.damaged().equals(active)).findFirst();
        if (first.isPresent() && !write) {
            mended.addFirst(new Mended(doubled, doubled));
            return;
        }
        boolean differs = damages.stream().anyMatch(damage -> damage.file().equals(doubled));
        Segment segment = segments.get(active);
        if (segment == null || first.isEmpty() && !differs) {
            return;
        }
        Path source = first.map(Mended::mended).orElse(active);
        Segment sound = Segment.padded(files, source, segment.header());
        List<Mended> twins = new ArrayList<>();
        mend(doubled, new SegmentMender(segment.header(), sound, null, true, false), write, twins);
        mended.addAll(0, twins);
    }

    /** The segment at a place, when there is one. */
    private @Nullable Segment at(SegmentPlace place) {
        for (Segment segment : segments.values()) {
            if (SegmentPlace.of(segment.header()).equals(place)) {
                return segment;
            }
        }
        return null;
    }

    /** The segment in a file of that name. */
    private @Nullable Segment named(Path path) {
        return segments.get(directory.resolve(path.getFileName()));
    }

    /** Refuses what is no inspection of such a log. */
    private static LogFiles cast(LogInspection inspection) {
        if (inspection instanceof LogFiles own) {
            return own;
        }
        throw new ContextDbException(
                ErrorCode.INVALID_ARGUMENT,
                "a copy of a log of another kind; name one of the same commit log provider");
    }
}
