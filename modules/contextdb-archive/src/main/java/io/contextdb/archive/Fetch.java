package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Brings one snapshot into a directory: files, then document. Used once. */
final class Fetch {
    /** What files have behind their names until they are whole. */
    static final String SUFFIX = ".fetching";

    private final Place place;
    private final SnapshotManifest manifest;
    private final byte[] document;
    private final Path directory;
    private final Progress progress;
    private int files;
    private long bytes;

    Fetch(Place place, SnapshotManifest manifest, byte[] document, Path directory, Progress progress) {
        this.place = place;
        this.manifest = manifest;
        this.document = document;
        this.directory = directory;
        this.progress = progress;
    }

    /** Files fetched. */
    int files() {
        return files;
    }

    /** Bytes fetched, as they are stored. */
    long bytes() {
        return bytes;
    }

    void run() {
        TreeSet<String> folders = new TreeSet<>();
        manifest.files()
                .forEach(
                        file -> folders.add(file.path().substring(0, file.path().indexOf('/'))));
        for (String folder : folders) {
            place.files().createDirectories(requireNoLink(directory.resolve(folder)));
        }
        List<DataFile> missing =
                manifest.files().stream().filter(file -> !isPresent(file)).toList();
        requireRoom(missing);
        fetch(missing);
        folders.forEach(folder -> place.files().syncDirectory(directory.resolve(folder)));
        writeDocument();
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

    /** Whether an earlier, interrupted fetch has brought this file. */
    private boolean isPresent(DataFile file) {
        Path path = requireNoLink(directory.resolve(file.path()));
        if (!place.files().exists(path)) {
            return false;
        }
        if (place.files().size(path) == file.bytes() && digest(path).equals(file.sha256())) {
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

    private void requireRoom(List<DataFile> missing) {
        long needed = missing.stream().mapToLong(DataFile::bytes).sum();
        long room = place.files().space(directory).free();
        if (room < needed) {
            throw new ContextDbException(
                    ErrorCode.DISK_FULL,
                    "snapshot " + manifest.record().snapshot().id() + " needs " + needed + " bytes in " + directory
                            + ", where " + room + " are free");
        }
    }

    private void fetch(List<DataFile> missing) {
        Map<String, ObjectInfo> objects = place.objects();
        Counter counter = new Counter(
                progress,
                "fetching snapshot " + manifest.record().snapshot().id(),
                missing.stream().mapToLong(DataFile::bytes).sum());
        List<Runnable> tasks = new ArrayList<>();
        for (DataFile file : missing) {
            FetchedFile fetched = new FetchedFile(
                    file,
                    requireNoLink(directory.resolve(file.path() + SUFFIX)),
                    directory.resolve(file.path()),
                    place,
                    counter);
            ObjectInfo raw = objects.get(file.path());
            Optional<ObjectInfo> packed = Optional.ofNullable(objects.get(file.path() + PackedLayout.SUFFIX));
            ObjectInfo object;
            if (raw != null && raw.bytes() == file.bytes()) {
                object = raw;
                tasks.addAll(fetched.plan(raw));
            } else {
                object = packed.orElseThrow(() -> lacks(file, raw));
                tasks.addAll(fetched.plan(object, PackedObject.read(place.store(), object, file)));
            }
            files++;
            bytes += object.bytes();
        }
        try (Jobs jobs = new Jobs(place.parallel())) {
            jobs.run(tasks);
        }
    }

    private ContextDbException lacks(DataFile file, @Nullable ObjectInfo raw) {
        return new ContextDbException(
                ErrorCode.CORRUPTION,
                "snapshot " + manifest.record().snapshot().id() + " in " + place.store() + " is damaged: its file "
                        + file.path()
                        + (raw == null ? " is not there" : " has " + raw.bytes() + " bytes instead of " + file.bytes())
                        + "; choose another snapshot");
    }

    private void writeDocument() {
        Path path = directory.resolve(
                SnapshotDocuments.path(manifest.record().snapshot().id()));
        Path folder = Objects.requireNonNull(path.getParent());
        Path temporary = path.resolveSibling(path.getFileName() + SUFFIX);
        place.files().createDirectories(folder);
        place.files().delete(temporary);
        try (WritableFile file = place.files().create(temporary)) {
            file.write(ByteBuffer.wrap(document), 0);
            file.force(true);
        }
        place.files().rename(temporary, path);
        place.files().syncDirectory(folder);
    }
}
