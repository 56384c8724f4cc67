package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.RestoreReport;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * One snapshot on its way into a directory: files, then document. The constructor finds out whatever can be known
 * before the directory is changed. A file that follows from others, such as that of an index, is left out when it is
 * damaged. Used once.
 */
public final class Fetch {
    /** What files have behind their names until they are whole. */
    static final String SUFFIX = ".fetching";

    private final Place place;
    private final FileSource.Found snapshot;
    private final List<Long> passedOver;
    private final Path directory;
    private final Map<String, ObjectInfo> objects;
    private final Map<DataFile, StoredFile> stored = new HashMap<>();

    /** Why files were left out, by their paths. */
    private final SortedMap<String, String> leftOut = new ConcurrentSkipListMap<>();

    /**
     * Looks at a store and at a directory, and changes neither.
     *
     * @param passedOver newer snapshots whose documents are damaged
     */
    Fetch(Place place, FileSource.Found snapshot, List<Long> passedOver, Path directory) {
        this.place = place;
        this.snapshot = snapshot;
        this.passedOver = passedOver;
        this.directory = directory;
        objects = place.objects();
        folders().forEach(folder -> requireNoLink(directory.resolve(folder)));
        List<DataFile> missing =
                files().stream().filter(file -> !hasLength(file)).toList();
        missing.forEach(this::find);
        requireRoom(missing);
    }

    private List<DataFile> files() {
        return snapshot.manifest().files();
    }

    private TreeSet<String> folders() {
        TreeSet<String> folders = new TreeSet<>();
        for (DataFile file : files()) {
            folders.add(file.path().substring(0, file.path().indexOf('/')));
        }
        return folders;
    }

    /** Brings what is not there yet; the caller has locked the directory. All of it is synced then. */
    public Archive.Fetched run(Progress progress) {
        for (String folder : folders()) {
            place.files().createDirectories(requireNoLink(directory.resolve(folder)));
        }
        List<DataFile> missing =
                files().stream().filter(file -> !isPresent(file)).toList();
        missing.stream().filter(file -> !stored.containsKey(file)).forEach(this::find);
        requireRoom(missing);
        fetch(missing, progress);
        folders().forEach(folder -> place.files().syncDirectory(directory.resolve(folder)));
        writeDocument();
        List<ObjectInfo> fetched = wanted(missing).stream()
                .map(file -> Objects.requireNonNull(stored.get(file)).object())
                .toList();
        SnapshotManifest manifest = snapshot.manifest();
        return new Archive.Fetched(
                manifest,
                new RestoreReport(
                        manifest.record().snapshot(),
                        fetched.size(),
                        fetched.stream().mapToLong(ObjectInfo::bytes).sum(),
                        passedOver,
                        List.copyOf(leftOut.values())));
    }

    /** Files go where they are named, and nowhere else. */
    private static Path requireNoLink(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    path + " is a symbolic link; name an empty or new directory to restore into");
        }
        return path;
    }

    private boolean hasLength(DataFile file) {
        Path path = requireNoLink(directory.resolve(file.path()));
        return place.files().exists(path) && place.files().size(path) == file.bytes();
    }

    /** Whether an earlier, interrupted fetch has brought this file. */
    private boolean isPresent(DataFile file) {
        Path path = directory.resolve(file.path());
        if (hasLength(file) && digest(path).equals(file.sha256())) {
            return true;
        }
        place.files().delete(path);
        return false;
    }

    private String digest(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            return Digests.sha256(place.files().map(path, arena));
        }
    }

    private void find(DataFile file) {
        try {
            stored.put(file, StoredFile.find(place, objects, file));
        } catch (ContextDbException e) {
            leaveOut(file, e);
        }
    }

    /** Goes on without a file that is of no use, or throws what to do when that is not possible. */
    private void leaveOut(DataFile file, ContextDbException e) {
        if (!Damage.isMeant(e)) {
            throw e;
        }
        if (!file.derived()) {
            throw new ContextDbException(
                    e.code(),
                    Damage.words(e) + "; choose another snapshot than " + id()
                            + ", 'contextdb snapshot verify' tells which ones are whole",
                    e);
        }
        leftOut.put(file.path(), Damage.words(e));
    }

    private long id() {
        return snapshot.manifest().record().snapshot().id();
    }

    /** Those of the files that are not left out. */
    private List<DataFile> wanted(List<DataFile> missing) {
        return missing.stream()
                .filter(file -> !leftOut.containsKey(file.path()))
                .toList();
    }

    private void requireRoom(List<DataFile> missing) {
        long needed = wanted(missing).stream().mapToLong(DataFile::bytes).sum();
        long room = place.files().space(present(directory)).free();
        if (room < needed) {
            throw new ContextDbException(
                    ErrorCode.DISK_FULL,
                    "snapshot " + id() + " needs " + needed + " bytes in " + directory + ", where " + room
                            + " are free");
        }
    }

    /** The directory, or where it would be made. */
    private Path present(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null || place.files().exists(path) ? path : present(parent);
    }

    private void fetch(List<DataFile> missing, Progress progress) {
        List<DataFile> wanted = wanted(missing);
        Counter counter = new Counter(
                progress,
                "fetching snapshot " + id(),
                wanted.stream().mapToLong(DataFile::bytes).sum());
        List<Runnable> tasks = new ArrayList<>();
        for (DataFile file : wanted) {
            FetchedFile fetched = new FetchedFile(
                    file,
                    Objects.requireNonNull(stored.get(file)),
                    temporary(file),
                    directory.resolve(file.path()),
                    place,
                    counter);
            fetched.plan().forEach(range -> tasks.add(() -> attempt(file, range)));
        }
        try (Jobs jobs =
                new Jobs(place.parallel(), "fetching snapshot " + id() + " was interrupted; do it again to go on")) {
            jobs.run(tasks);
        }
        // An earlier fetch may have begun what there is no object for any more.
        missing.stream()
                .filter(file -> leftOut.containsKey(file.path()))
                .forEach(file -> place.files().delete(temporary(file)));
    }

    private Path temporary(DataFile file) {
        return requireNoLink(directory.resolve(file.path() + SUFFIX));
    }

    private void attempt(DataFile file, Runnable range) {
        if (leftOut.containsKey(file.path())) {
            return;
        }
        try {
            range.run();
        } catch (ContextDbException e) {
            leaveOut(file, e);
        }
    }

    private void writeDocument() {
        Path path = directory.resolve(SnapshotDocuments.path(id()));
        Path folder = Objects.requireNonNull(path.getParent());
        Path temporary = path.resolveSibling(path.getFileName() + SUFFIX);
        place.files().createDirectories(folder);
        place.files().delete(temporary);
        try (WritableFile file = place.files().create(temporary)) {
            file.write(ByteBuffer.wrap(snapshot.document()), 0);
            file.force(true);
        }
        place.files().rename(temporary, path);
        place.files().syncDirectory(folder);
    }
}
