package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
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
    private final SortedSet<Long> ids;
    private final Progress progress;

    ArchiveSource(Place place, Progress progress) {
        this.place = place;
        this.progress = progress;
        objects = place.objects();
        ids = new TreeSet<>(place.documents().all().keySet());
    }

    @Override
    public SortedSet<Long> snapshots() {
        return new TreeSet<>(ids);
    }

    @Override
    public Optional<Found> snapshot(long id) {
        return ids.contains(id) ? place.documents().findSound(id) : Optional.empty();
    }

    @Override
    public boolean has(DataFile file) {
        return StoredFile.isListed(objects, file);
    }

    @Override
    public Optional<String> fetch(DataFile file, Path target) {
        if (!has(file)) {
            return Optional.of("the archive does not have it");
        }
        try {
            Path temporary = target.resolveSibling(target.getFileName() + Fetch.SUFFIX);
            Counter counter = new Counter(progress, "fetching " + file.path(), file.bytes());
            StoredFile stored = StoredFile.find(place, objects, file);
            List<Runnable> tasks = new FetchedFile(file, stored, temporary, target, place, counter).plan();
            try (Jobs jobs = new Jobs(place.parallel(), "fetching " + file.path() + " was interrupted; do it again")) {
                jobs.run(tasks);
            }
            return Optional.empty();
        } catch (ContextDbException e) {
            if (Damage.isMeant(e)) {
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
