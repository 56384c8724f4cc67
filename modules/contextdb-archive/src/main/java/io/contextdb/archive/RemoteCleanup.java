package io.contextdb.archive;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Deletes old snapshots from a store, their documents first, and data files that have been without a name for a grace
 * period. It deletes keys that pushes give, and whatever else lies there stays.
 */
final class RemoteCleanup {
    private final ObjectStore store;
    private final Documents documents;
    private final InstantSource clock;
    private final Unnamed unnamed;

    RemoteCleanup(ObjectStore store, Documents documents, InstantSource clock) {
        this.store = store;
        this.documents = documents;
        this.clock = clock;
        unnamed = new Unnamed(store);
    }

    ArchiveCleanupReport run(int keep, Duration grace) {
        List<Long> ids = new ArrayList<>(documents.all().descendingKeySet());
        if (!new Owner(store).isThere()) {
            requireNone(ids);
            return new ArchiveCleanupReport(0, 0, 0, 0);
        }
        List<Long> unwanted = ids.subList(Math.min(keep, ids.size()), ids.size());
        store.delete(unwanted.stream().map(SnapshotDocuments::path).toList());
        Optional<Set<String>> named = named();
        if (named.isEmpty()) {
            return new ArchiveCleanupReport(unwanted.size(), 0, 0, 0);
        }
        Instant now = clock.instant();
        Map<String, Instant> known = unnamed.read();
        Map<String, Instant> waiting = new TreeMap<>();
        List<ObjectInfo> due = new ArrayList<>();
        store.list(ObjectKeys.FOLDER, object -> {
            if (ObjectKeys.isKey(object.key()) && !named.get().contains(object.key())) {
                Instant since = since(known, object, now);
                if (Duration.between(since, now).compareTo(grace) >= 0) {
                    due.add(object);
                } else {
                    waiting.put(object.key(), since);
                }
            }
            return true;
        });
        return delete(unwanted.size(), due, waiting);
    }

    /** Where nothing was pushed to there is nothing to delete, and what looks like snapshots is not touched. */
    private void requireNone(List<Long> ids) {
        if (!ids.isEmpty()) {
            throw new ContextDbException(
                    ErrorCode.FILE_NOT_FOUND,
                    store + " has snapshots, but no object \"" + Owner.KEY
                            + "\" that says whose archive it is, and nothing was deleted; the next push puts it there");
        }
    }

    /**
     * One that was put again since it was seen without a name begins anew; so does one that was seen by a clock that
     * was ahead, or it would stay until then.
     */
    private static Instant since(Map<String, Instant> known, ObjectInfo object, Instant now) {
        Instant since = known.getOrDefault(object.key(), now);
        return object.modified().isAfter(since) || since.isAfter(now) ? now : since;
    }

    /** Documents that came meanwhile are read once more before anything goes. */
    private ArchiveCleanupReport delete(int snapshots, List<ObjectInfo> due, Map<String, Instant> waiting) {
        Optional<Set<String>> named = named();
        List<ObjectInfo> gone = due.stream()
                .filter(object -> named.isPresent() && !named.get().contains(object.key()))
                .toList();
        unnamed.write(waiting);
        store.delete(gone.stream().map(ObjectInfo::key).toList());
        long bytes = gone.stream().mapToLong(ObjectInfo::bytes).sum();
        return new ArchiveCleanupReport(snapshots, gone.size(), bytes, waiting.size());
    }

    /**
     * The keys of what documents name, in either form; empty when one is damaged, so that nobody knows what it needs.
     */
    private Optional<Set<String>> named() {
        Set<String> named = new HashSet<>();
        for (long id : documents.all().keySet()) {
            Optional<SnapshotManifest> manifest = documents.readSound(id);
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            manifest.get().files().stream()
                    .flatMap(file -> Stream.of(ObjectKeys.plain(file), ObjectKeys.packed(file)))
                    .forEach(named::add);
        }
        return Optional.of(named);
    }
}
