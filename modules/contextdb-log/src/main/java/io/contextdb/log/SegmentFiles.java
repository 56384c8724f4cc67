package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of segments, and the steps that change them.
 *
 * <p>A segment is made as {@code contextdb.log.next}: zeros, then its header, synced. The first one is renamed to
 * {@code contextdb.log} and the directory synced. To rotate, the segment being written is sealed and synced; then
 *
 * <ol>
 *   <li>{@code contextdb.log} gets the second name {@code contextdb.log.<first index>}, and the directory is synced;
 *   <li>{@code contextdb.log.next} is renamed to {@code contextdb.log}, which takes the first name away from the sealed
 *       segment, and the directory is synced.
 * </ol>
 *
 * <p>So {@code contextdb.log} is there at any time. A crash before the first step leaves a sealed
 * {@code contextdb.log}, one between them the same file under two names: both times the rotation is done again. A
 * {@code contextdb.log.next} found at opening is made anew. Of a directory copied between the steps the two names are
 * two files, with {@code contextdb.log.next} beside them; without it, the one has been put in the place of a newer one.
 */
final class SegmentFiles {
    static final String ACTIVE = "contextdb.log";
    static final String NEXT = ACTIVE + ".next";

    /** What a file has behind its name that is to take the place of a damaged one. */
    static final String MENDED = ".mended";

    private static final Pattern SEALED = Pattern.compile(Pattern.quote(ACTIVE) + "\\.(\\d{20})");

    private static final Pattern SEALED_MENDED = Pattern.compile(SEALED.pattern() + Pattern.quote(MENDED));

    private final FileSystem files;
    private final Path directory;
    private final DatabaseId database;

    SegmentFiles(FileSystem files, Path directory, DatabaseId database) {
        this.files = files;
        this.directory = directory;
        this.database = database;
    }

    /** The segment being written of the log in a directory. */
    static Path active(Path directory) {
        return directory.resolve(ACTIVE);
    }

    /** The sealed segment that begins with an index. */
    static Path sealed(Path directory, long firstIndex) {
        return directory.resolve(sealedName(firstIndex));
    }

    private static String sealedName(long firstIndex) {
        return String.format(Locale.ROOT, "%s.%020d", ACTIVE, firstIndex);
    }

    /** Whether a file has the name of a sealed segment. */
    static boolean isSealed(Path path) {
        return SEALED.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** Whether a file has the name of one that was made in the place of a damaged sealed segment. */
    static boolean isMended(Path path) {
        return SEALED_MENDED.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** The index in the name of a sealed segment; empty when a file has none, or one that is no number of an index. */
    static Optional<Long> sealedIndex(Path path) {
        Matcher matcher = SEALED.matcher(String.valueOf(path.getFileName()));
        try {
            return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Where a file is made that is to take the place of another. */
    static Path mended(Path path) {
        return path.resolveSibling(path.getFileName() + MENDED);
    }

    /** Whether a file has the name of the sealed segment that begins with an index. */
    static boolean isSealed(Path path, long firstIndex) {
        return path.endsWith(sealedName(firstIndex));
    }

    Path active() {
        return active(directory);
    }

    private Path sealed(long firstIndex) {
        return sealed(directory, firstIndex);
    }

    /** The segments present, oldest first and the one being written last, with checked headers; none in a new log. */
    List<Segment> list() {
        List<Path> sealed =
                files.list(directory).stream().filter(SegmentFiles::isSealed).toList();
        if (!files.exists(active())) {
            if (sealed.isEmpty()) {
                return List.of();
            }
            throw Damage.corruption(active(), 0, "the file is missing beside " + sealed.size() + " sealed segments");
        }
        SegmentHeader activeHeader = header(active());
        Path twin = sealed(activeHeader.firstIndex());
        boolean alsoSealed = sealed.contains(twin);
        if (alsoSealed && !isRotating(files, directory, twin)) {
            throw Damage.corruption(
                    active(), 0, "the file is a copy of " + twin + "; the segment that was being written is missing");
        }
        Segment active = new Segment(files, active(), activeHeader, alsoSealed);
        List<Segment> segments = new ArrayList<>();
        for (Path path : sealed) {
            SegmentHeader header = header(path);
            if (!path.equals(sealed(header.firstIndex()))) {
                throw Damage.corruption(path, 0, "the segment begins with index " + header.firstIndex());
            }
            if (header.firstIndex() != activeHeader.firstIndex()) {
                segments.add(new Segment(files, path, header));
            }
        }
        segments.add(active);
        for (int i = 1; i < segments.size(); i++) {
            SegmentHeader before = segments.get(i - 1).header();
            SegmentHeader header = segments.get(i).header();
            if (header.offset() != before.offset() + before.segmentBytes()
                    || header.firstIndex() <= before.firstIndex()) {
                throw Damage.corruption(
                        segments.get(i).path(),
                        0,
                        "the segment does not follow " + segments.get(i - 1).path() + "; one between them is missing");
            }
        }
        return List.copyOf(segments);
    }

    /** Whether the segment being written may have this second name because it was being rotated. */
    static boolean isRotating(FileSystem files, Path directory, Path twin) {
        return files.isSameFile(active(directory), twin) || files.exists(directory.resolve(NEXT));
    }

    private SegmentHeader header(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = NativeMemory.allocateSegment(arena, SegmentHeader.BYTES, Long.BYTES);
            int read = files.read(path, 0, bytes.asByteBuffer());
            if (read < SegmentHeader.BYTES) {
                throw Damage.corruption(path, read, "the file ends within the segment's header");
            }
            SegmentHeader header = SegmentHeader.decode(path, files.size(path), bytes);
            header.requireOf(database, path);
            return header;
        }
    }

    /** A file of zeros that waits to become a segment. */
    record Prepared(WritableFile file, long bytes) {}

    /**
     * Makes a file of zeros under the name of the next segment, in the place of any other. When that fails, it leaves
     * none.
     */
    Prepared prepare(long bytes) {
        Path path = directory.resolve(NEXT);
        files.delete(path);
        WritableFile file = files.create(path);
        try {
            file.preallocate(bytes);
            file.force(true);
            return new Prepared(file, bytes);
        } catch (ContextDbException e) {
            try {
                discard(new Prepared(file, bytes));
            } catch (ContextDbException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Lets go of a prepared file that is not needed. */
    void discard(Prepared prepared) {
        prepared.file.close();
        files.delete(directory.resolve(NEXT));
    }

    /** Writes the header of a prepared segment and syncs it. */
    void writeHeader(Prepared prepared, SegmentHeader header) {
        assert prepared.bytes == header.segmentBytes();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = NativeMemory.allocateSegment(arena, SegmentHeader.BYTES, Long.BYTES);
            header.encode(bytes);
            prepared.file.write(bytes.asByteBuffer(), 0);
            prepared.file.force(false);
        }
    }

    /** Gives a prepared segment the first name; a segment without records that had it before is gone. */
    void install() {
        files.rename(directory.resolve(NEXT), active());
        files.syncDirectory(directory);
    }

    /** Gives the sealed segment its lasting name and a prepared one the first. */
    void rotate(Segment sealedSegment) {
        Path path = sealed(sealedSegment.header().firstIndex());
        if (!files.exists(path)) {
            files.link(active(), path);
        }
        files.syncDirectory(directory);
        sealedSegment.move(path, () -> files.rename(directory.resolve(NEXT), active()));
        files.syncDirectory(directory);
    }

    /** Deletes the oldest segment; the next one goes only when this one is gone for good, so that no gap can appear. */
    void delete(Segment segment) {
        segment.delete();
        files.syncDirectory(directory);
    }
}
