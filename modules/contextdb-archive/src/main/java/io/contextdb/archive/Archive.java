package io.contextdb.archive;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.ArchiveVerifyReport;
import io.contextdb.api.ArchivedSnapshot;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.RestoreReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The snapshots of a database in an object store, as {@link io.contextdb.api.SnapshotArchive} says it. Thread-safe.
 * Where the directory of a database lies there is no archive: all methods throw {@code INVALID_ARGUMENT} then.
 */
public final class Archive implements AutoCloseable {
    /** Files are sent in blocks of so many bytes, each compressed by itself. */
    public static final int BLOCK_BYTES = PackedLayout.BLOCK_BYTES;

    /** What the keys of all data files begin with. */
    public static final String DATA_FOLDER = ObjectKeys.FOLDER;

    private final Place place;
    private final InstantSource clock;

    /**
     * What was brought into a directory.
     *
     * @param manifest what the snapshot consists of
     * @param report what was done for it
     */
    public record Fetched(SnapshotManifest manifest, RestoreReport report) {}

    /**
     * Snapshots in a store, which closes with this.
     *
     * @param documents reads what they consist of
     * @param codecName the codec that files are sent with
     * @param parallel how many files or ranges are moved at a time
     * @param clock tells how long files have been without a name
     * @throws ContextDbException {@code PROVIDER_NOT_FOUND} when there is no such codec
     */
    public Archive(
            ObjectStore store,
            SnapshotDocuments documents,
            Codecs codecs,
            String codecName,
            int parallel,
            FileSystem files,
            InstantSource clock) {
        place = new Place(store, new Documents(store, documents), codecs, codecName, parallel, files);
        this.clock = clock;
        // Now, not when the first snapshot is sent: throws when there is no such codec.
        place.codec();
    }

    /** Sends a snapshot, the newest when none is named. */
    public PushReport push(Path directory, OptionalLong snapshot, Progress progress) {
        place.requireNoDatabase();
        LocalSnapshot found = LocalSnapshot.find(place.files(), directory, place.documents(), snapshot);
        return new Push(place, directory, found, progress).run();
    }

    /** The sound snapshots, newest first. */
    public List<ArchivedSnapshot> snapshots() {
        place.requireNoDatabase();
        List<ArchivedSnapshot> snapshots = new ArrayList<>();
        for (long id : place.documents().all().descendingKeySet()) {
            place.documents()
                    .readSound(id)
                    .ifPresent(found -> snapshots.add(new ArchivedSnapshot(
                            found.record().snapshot(), found.database().toString())));
        }
        return snapshots;
    }

    /**
     * Finds out what bringing a snapshot into a directory comes to, of the newest sound one when none is named, and
     * refuses what cannot be done. Changes nothing.
     */
    public Fetch plan(OptionalLong snapshot, Path directory) {
        place.requireNoDatabase();
        List<Long> damaged = new ArrayList<>();
        long id = snapshot.isPresent() ? snapshot.getAsLong() : newestSound(damaged);
        byte[] document = place.documents().bytes(id);
        SnapshotManifest manifest = place.documents().parse(id, place.store() + SnapshotDocuments.path(id), document);
        return new Fetch(place, new FileSource.Found(manifest, document), damaged, directory);
    }

    /** Reads whatever the snapshots name, as {@link io.contextdb.api.SnapshotArchive#verify} says. */
    public ArchiveVerifyReport verify(Progress progress) {
        place.requireNoDatabase();
        return new ArchiveCheck(place, progress).run();
    }

    /** The files there are, as a source for repairs; it is of use until this closes. */
    public FileSource source(Progress progress) {
        place.requireNoDatabase();
        return new ArchiveSource(place, progress);
    }

    private long newestSound(List<Long> damaged) {
        for (long id : place.documents().all().descendingKeySet()) {
            Optional<SnapshotManifest> found = place.documents().readSound(id);
            if (found.isPresent()) {
                return id;
            }
            damaged.add(id);
        }
        throw new ContextDbException(
                ErrorCode.FILE_NOT_FOUND,
                "there is no sound snapshot in " + place.store()
                        + (damaged.isEmpty() ? "" : ", only damaged ones: " + damaged));
    }

    /** Deletes all but the newest {@code keep} snapshots, and files that have been without a name for {@code grace}. */
    public ArchiveCleanupReport cleanup(int keep, Duration grace) {
        if (keep < 1 || grace.isNegative()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a cleanup that keeps " + keep + " snapshots with a grace period of " + grace
                            + "; it keeps 1 or more, and the period is not negative");
        }
        place.requireNoDatabase();
        return new RemoteCleanup(place.store(), place.documents(), clock).run(keep, grace);
    }

    @Override
    public void close() {
        place.store().close();
    }
}
