package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which file of a log holds which segment. What the header says counts, and not the name: files may have been renamed,
 * swapped, or put back from an older copy. Of several files of one segment the one with the longest sound chain is
 * taken. What a repair that was interrupted had finished, and not yet put into its place, counts as well.
 */
final class SegmentOrder {
    /**
     * A segment's file.
     *
     * @param file the file, whatever its name is
     * @param path the name it is to have
     */
    record Slot(SegmentFile file, Path path) {
        /** Whether the file is elsewhere. */
        boolean isMisplaced() {
            return !file.path().equals(path);
        }
    }

    /** Where {@code contextdb.log} stands when its header is lost: behind all others. */
    private static final long LAST = Long.MAX_VALUE;

    private final FileSystem files;
    private final Path active;
    private final Path directory;
    private final List<Slot> slots = new ArrayList<>();
    private final List<SegmentFile> others = new ArrayList<>();
    private @Nullable SegmentFile twin;
    private boolean newestMissing;

    /**
     * Looks at the files in a directory; {@code FOREIGN_FILE} when one is of another database, {@code FORMAT_TOO_NEW}.
     */
    SegmentOrder(FileSystem files, Path directory, DatabaseId database) {
        this.files = files;
        this.directory = directory;
        active = SegmentFiles.active(directory);
        TreeMap<Long, List<SegmentFile>> found = new TreeMap<>();
        for (Path path : files.list(directory)) {
            if (SegmentFiles.isSealed(path) || path.endsWith(SegmentFiles.ACTIVE)) {
                SegmentFile file = SegmentFile.of(files, path, database);
                found.computeIfAbsent(firstIndex(file), _ -> new ArrayList<>()).add(file);
            }
        }
        if (!found.isEmpty()) {
            addLeftovers(found, database);
            long newest = found.lastKey();
            found.forEach((first, candidates) -> {
                if (first < newest) {
                    addSealed(first, candidates);
                }
            });
            addNewest(newest, Objects.requireNonNull(found.get(newest)));
        }
    }

    private static long firstIndex(SegmentFile file) {
        return file.header()
                .map(SegmentHeader::firstIndex)
                .or(() -> SegmentFiles.sealedIndex(file.path()))
                .orElse(LAST);
    }

    /** Files that a repair had made of sealed segments, which are of use only when they are whole. */
    private void addLeftovers(TreeMap<Long, List<SegmentFile>> found, DatabaseId database) {
        long newest = found.lastKey();
        for (Path path : files.list(directory)) {
            if (!SegmentFiles.isMended(path)) {
                continue;
            }
            Optional<SegmentFile> file = leftover(path, database).filter(whole -> firstIndex(whole) < newest);
            file.filter(whole -> end(whole).sealed())
                    .ifPresent(whole -> found.computeIfAbsent(firstIndex(whole), _ -> new ArrayList<>())
                            .add(whole));
        }
    }

    private Optional<SegmentFile> leftover(Path path, DatabaseId database) {
        try {
            return Optional.of(SegmentFile.of(files, path, database))
                    .filter(file -> file.header().isPresent());
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.FOREIGN_FILE || e.code() == ErrorCode.FORMAT_TOO_NEW) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How far the sound chain of a file goes. */
    private record End(long position, boolean sealed) {
        static final End NONE = new End(0, false);
    }

    private End end(SegmentFile file) {
        if (file.header().isEmpty()) {
            return End.NONE;
        }
        try (GroupReader reader =
                new GroupReader(Segment.padded(files, file.path(), file.header().get()))) {
            while (!reader.isSeal() && reader.next()) {
                // Goes on to the first that is not valid.
            }
            return new End(reader.position(), reader.isSeal());
        }
    }

    /** The file with the longest chain; of several that are as long, the one with the name it is to have. */
    private SegmentFile best(List<SegmentFile> candidates, Path name) {
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        Map<SegmentFile, Long> positions = new HashMap<>();
        candidates.forEach(file -> positions.put(file, end(file).position()));
        return candidates.stream()
                .max(Comparator.<SegmentFile>comparingLong(positions::get)
                        .thenComparing(file -> file.path().equals(name))
                        .thenComparing(file -> !SegmentFiles.isMended(file.path())))
                .orElseThrow();
    }

    private void addSealed(long first, List<SegmentFile> candidates) {
        Path name = SegmentFiles.sealed(directory, first);
        SegmentFile best = best(candidates, name);
        slots.add(new Slot(best, name));
        addOthers(candidates, best);
    }

    private void addOthers(List<SegmentFile> candidates, SegmentFile best) {
        candidates.stream()
                .filter(file -> !file.equals(best) && !file.equals(twin) && !SegmentFiles.isMended(file.path()))
                .forEach(others::add);
    }

    /**
     * The newest segment there is is the one being written, unless it has the name of a sealed one and
     * {@code contextdb.log} holds nothing of it or is a copy: then another was behind it.
     */
    private void addNewest(long first, List<SegmentFile> candidates) {
        Optional<SegmentFile> own = named(active, candidates);
        Path sealedName = SegmentFiles.sealed(directory, first);
        Optional<SegmentFile> sealed = named(sealedName, candidates);
        boolean copied =
                own.isPresent() && sealed.isPresent() && !SegmentFiles.isRotating(files, directory, sealedName);
        SegmentFile best = best(candidates, copied ? sealedName : active);
        newestMissing = copied || !isWritten(own, best, sealedName);
        if (!newestMissing && best.path().equals(active)) {
            twin = sealed.orElse(null);
        }
        slots.add(new Slot(best, newestMissing ? sealedName : active));
        addOthers(candidates, best);
    }

    private static Optional<SegmentFile> named(Path name, List<SegmentFile> candidates) {
        return candidates.stream().filter(file -> file.path().equals(name)).findFirst();
    }

    /** Whether the newest segment is the one being written, of which {@code own} has the name. */
    private boolean isWritten(Optional<SegmentFile> own, SegmentFile best, Path sealedName) {
        return own.isPresent()
                ? own.get().equals(best) || isWhole(own.get()) || files.sameBytes(active, best.path())
                : !best.path().equals(sealedName) && !end(best).sealed() && files.exists(active);
    }

    /** Whether a file has its seal, whatever is damaged before that. */
    private boolean isWhole(SegmentFile file) {
        if (file.header().isEmpty()) {
            return false;
        }
        try (GroupReader reader =
                new GroupReader(Segment.padded(files, file.path(), file.header().get()))) {
            while (reader.nextPastDamage()) {
                // Goes on to the last that is valid.
            }
            return reader.isSeal();
        }
    }

    /** The segments, oldest first. */
    List<Slot> slots() {
        return slots;
    }

    /** Files of segments of which another file holds more, or as much. */
    List<SegmentFile> others() {
        return others;
    }

    /** The segment being written under the name it gets when it is sealed, between two steps of a rotation. */
    Optional<Path> twin() {
        return Optional.ofNullable(twin).map(SegmentFile::path);
    }

    /** Whether the segment being written is not there, though others are. */
    boolean isNewestMissing() {
        return newestMissing;
    }
}
