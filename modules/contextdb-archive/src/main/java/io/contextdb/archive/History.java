package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a snapshot belongs to those that a store has. */
final class History {
    /** All are of one database; more are read only because the newest may be damaged. */
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
     * Checks that the store holds snapshots of this database, and of this copy of it, and makes it the archive of this
     * database when it is nobody's. Of two databases that do so at once one is refused here, before it sends a file; of
     * two copies, when both have sent their files and put their documents.
     *
     * @throws ContextDbException {@code ALREADY_EXISTS} when the store is another's
     */
    void check() {
        List<Long> ids = List.copyOf(place.documents().all().descendingKeySet());
        ids.stream()
                .limit(READ_MAX)
                .flatMap(id -> place.documents().readSound(id).stream())
                .findFirst()
                .ifPresent(this::requireSameDatabase);
        for (long id : ids) {
            Optional<byte[]> ours = LocalSnapshot.bytes(place.files(), directory, id);
            if (ours.isPresent()) {
                requireSame(id, ours.get());
                break;
            }
        }
        if (ids.contains(snapshot.id())) {
            requireSame(snapshot.id(), snapshot.document());
        }
        claim();
    }

    private void claim() {
        DatabaseId owner = new Owner(place.store()).claim(snapshot.manifest().database());
        if (!owner.equals(snapshot.manifest().database())) {
            throw conflict("is the archive of database " + owner + ", as object \"" + Owner.KEY
                    + "\" says, which is another database; give each database a prefix of its own");
        }
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
        return conflict("has snapshot " + theirs.id() + " of database " + other.database() + ", made at "
                + theirs.timestamp() + " at commit " + theirs.commitIndex() + ", " + what);
    }

    private ContextDbException conflict(String what) {
        return new ContextDbException(
                ErrorCode.ALREADY_EXISTS,
                "snapshot " + snapshot.id() + " of " + directory + " (database "
                        + snapshot.manifest().database() + ") cannot be pushed: " + place.store() + " " + what);
    }
}
