package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a snapshot belongs to those that a store has, and what these name. */
final class History {
    /** A snapshot shares files with the ones shortly before it; older ones tell nothing new. */
    private static final int READ_MAX = 3;

    private final Place place;
    private final Path directory;
    private final LocalSnapshot snapshot;

    History(Place place, Path directory, LocalSnapshot snapshot) {
        this.place = place;
        this.directory = directory;
        this.snapshot = snapshot;
    }

    /**
     * Checks that the store holds snapshots of this database, and of this copy of it.
     *
     * @return the digests of files that older snapshots of the store name, by path; none when the store has this one
     *     already: it is pushed again to mend what others have done, and no document says what became of its files
     * @throws ContextDbException {@code ALREADY_EXISTS} otherwise
     */
    Map<String, String> check() {
        List<Long> ids = List.copyOf(place.documents().all().descendingKeySet());
        Map<String, String> digests = new HashMap<>();
        for (long id : ids.stream().limit(READ_MAX).toList()) {
            Optional<SnapshotManifest> other = place.documents().readSound(id);
            if (other.isPresent()) {
                requireSameDatabase(other.get());
                if (id < snapshot.id()) {
                    other.get().files().forEach(file -> digests.putIfAbsent(file.path(), file.sha256()));
                }
            }
        }
        for (long id : ids) {
            Optional<byte[]> ours = LocalSnapshot.bytes(place.files(), directory, id);
            if (ours.isPresent()) {
                requireSame(id, ours.get());
                break;
            }
        }
        if (ids.contains(snapshot.id())) {
            requireSame(snapshot.id(), snapshot.document());
            return Map.of();
        }
        return digests;
    }

    private void requireSameDatabase(SnapshotManifest other) {
        if (!other.database().equals(snapshot.manifest().database())) {
            throw conflict(other, "which is another database; give each database a prefix of its own");
        }
    }

    /** The document that the store has is ours, or there is an error that says whose it is. */
    void requireSame(long id, byte[] ours) {
        byte[] theirs = place.documents().bytes(id);
        if (Arrays.equals(ours, theirs)) {
            return;
        }
        SnapshotManifest other = place.documents().parse(id, place.store() + SnapshotDocuments.path(id), theirs);
        requireSameDatabase(other);
        throw conflict(
                other,
                "which is not what " + directory + " has under that number: two copies of the database went different"
                        + " ways; give this one a prefix of its own");
    }

    private ContextDbException conflict(SnapshotManifest other, String what) {
        Snapshot theirs = other.record().snapshot();
        return new ContextDbException(
                ErrorCode.ALREADY_EXISTS,
                "snapshot " + snapshot.id() + " of " + directory + " (database "
                        + snapshot.manifest().database() + ") cannot be pushed: " + place.store() + " has snapshot "
                        + theirs.id() + " of database " + other.database() + ", made at " + theirs.timestamp()
                        + " at commit "
                        + theirs.commitIndex() + ", " + what);
    }
}
