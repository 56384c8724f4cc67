package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The files in an archive, packed or not. */
final class ArchiveSource implements FileSource {
    private final Place place;
    private final Map<String, ObjectInfo> objects;
    private final Progress progress;

    ArchiveSource(Place place, Progress progress) {
        this.place = place;
        this.progress = progress;
        objects = place.objects();
    }

    @Override
    public SortedSet<Long> snapshots() {
        return new TreeSet<>(place.documents().all().keySet());
    }

    @Override
    public Optional<Found> snapshot(long id) {
        return objects.containsKey(SnapshotDocuments.path(id))
                ? place.documents().findSound(id)
                : Optional.empty();
    }

    private Optional<ObjectInfo> raw(DataFile file) {
        return Optional.ofNullable(objects.get(file.path())).filter(object -> object.bytes() == file.bytes());
    }

    private Optional<ObjectInfo> packed(DataFile file) {
        return Optional.ofNullable(objects.get(file.path() + PackedLayout.SUFFIX));
    }

    @Override
    public boolean has(DataFile file) {
        return raw(file).or(() -> packed(file)).isPresent();
    }

    @Override
    public Optional<String> fetch(DataFile file, Path target) {
        if (!has(file)) {
            return Optional.of("the archive does not have it");
        }
        try {
            Path temporary = target.resolveSibling(target.getFileName() + Fetch.SUFFIX);
            Counter counter = new Counter(progress, "fetching " + file.path(), file.bytes());
            FetchedFile fetched = new FetchedFile(file, temporary, target, place, counter);
            Optional<ObjectInfo> raw = raw(file);
            List<Runnable> tasks;
            if (raw.isPresent()) {
                tasks = fetched.plan(raw.get());
            } else {
                ObjectInfo object = packed(file).orElseThrow();
                tasks = fetched.plan(object, PackedObject.read(place.store(), object, file));
            }
            try (Jobs jobs = new Jobs(place.parallel())) {
                jobs.run(tasks);
            }
            return Optional.empty();
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.CORRUPTION || e.code() == ErrorCode.FORMAT_TOO_NEW) {
                return Optional.of(e.getMessage());
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return place.store().toString();
    }
}
