package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.archive.FileSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where sound files come from.
 *
 * @param files of snapshots
 * @param log of the same database; empty when there is none
 */
record Source(FileSource files, Optional<LogInspection> log) {
    /** So many of the newest snapshots are compared: each is a request to a store. */
    private static final int COMPARED_MAX = 3;

    /**
     * Checks that the source is of the same database and has the same history.
     *
     * @throws ContextDbException {@code FOREIGN_FILE} when it is not, {@code FILE_NOT_FOUND} when there is nothing of
     *     use
     */
    void requireSame(Inventory inventory) {
        List<Long> ids = files.snapshots().reversed().stream().toList();
        int compared = 0;
        int found = 0;
        for (long id : ids) {
            boolean common = inventory.snapshots().containsKey(id);
            if (compared == COMPARED_MAX || found > 0 && !common) {
                continue;
            }
            Optional<FileSource.Found> theirs = files.snapshot(id);
            if (theirs.isPresent()) {
                found++;
                compared += common ? 1 : 0;
                requireSame(inventory, id, theirs.get());
            }
        }
        if (found == 0 && log.map(LogInspection::isEmpty).orElse(true)) {
            throw new ContextDbException(
                    ErrorCode.FILE_NOT_FOUND,
                    "there is no sound snapshot in " + files
                            + ", and no log; name an archive of this database, or another directory of it");
        }
    }

    private void requireSame(Inventory inventory, long id, FileSource.Found theirs) {
        if (!inventory.database().takes(theirs.manifest().database())) {
            throw new ContextDbException(
                    ErrorCode.FOREIGN_FILE,
                    files + " is of the database " + theirs.manifest().database() + "; " + inventory.directory()
                            + " is the database " + inventory.database() + ": name a source of that one");
        }
        FileSource.Found ours = inventory.snapshots().get(id);
        if (ours != null && !Arrays.equals(ours.document(), theirs.document())) {
            throw new ContextDbException(
                    ErrorCode.FOREIGN_FILE,
                    "snapshot " + id + " in " + files + " is not the one in " + inventory.directory()
                            + ": two copies of the database went different ways; name a source that did not");
        }
    }

    /**
     * Whether a snapshot that a source has was made in this directory, and not in a copy of it that has since received
     * other commits. The log must hold the commit that asked for the snapshot, with the same time, and at least one of
     * the files written for the snapshot must be here unchanged, if any is here. When the log begins behind that
     * commit, at least one of those files must be here, and all that are must be unchanged.
     */
    static boolean wasMadeIn(Inventory inventory, FileSource.Found found) {
        Snapshot snapshot = found.manifest().record().snapshot();
        List<DataFile> here = found.manifest().files().stream()
                .filter(file -> file.writtenFor() == snapshot.id()
                        && inventory.files().exists(inventory.directory().resolve(file.path())))
                .toList();
        Optional<Instant> logged = LoggedCommits.time(inventory.log(), found.commitIndex());
        if (logged.isPresent()) {
            return logged.get().equals(snapshot.timestamp())
                    && (here.isEmpty()
                            || here.stream()
                                    .anyMatch(file -> inventory.problem(file).isEmpty()));
        }
        return !here.isEmpty()
                && here.stream().allMatch(file -> inventory.problem(file).isEmpty());
    }
}
