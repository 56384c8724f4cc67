package io.contextdb.engine.repair;

import io.contextdb.api.spi.LogInspection;
import io.contextdb.archive.FileSource;
import java.time.Instant;
import java.util.Optional;

/**
 * The log of a copy that takes the place of the one here, because that lacks its end: what it has is a part of the
 * copy's. How far it went is not known any more, so the copy may end earlier.
 *
 * @param log the copy's
 * @param stages the files of bulk loads that it names, as they are here
 */
record CopiedLog(LogInspection log, StageCheck stages) {
    /** The copy's log, when it has every commit of which there is a trace here. */
    static Optional<CopiedLog> of(Diagnosis diagnosis, LogInspection copy) {
        Inventory inventory = diagnosis.inventory();
        if (copy.lastIndex() < diagnosis.lastIndex()
                || !inventory.log().isPartOf(copy)
                || !isOfSnapshots(diagnosis, copy)) {
            return Optional.empty();
        }
        CopiedLog copied = new CopiedLog(copy, StageCheck.of(copy, inventory.files(), inventory.directory()));
        boolean leads = diagnosis.snapshots().all().values().stream()
                .filter(diagnosis.snapshots()::isSoundOnceReplaced)
                .anyMatch(snapshot -> copied.leads(snapshot.commitIndex()));
        return leads ? Optional.of(copied) : Optional.empty();
    }

    /** Whether the commit that made the newest snapshot is the same in the copy. */
    private static boolean isOfSnapshots(Diagnosis diagnosis, LogInspection copy) {
        if (diagnosis.snapshots().all().isEmpty()) {
            return false;
        }
        FileSource.Found newest = diagnosis.snapshots().all().lastEntry().getValue();
        Optional<Instant> time = LoggedCommits.time(copy, newest.commitIndex());
        return time.equals(Optional.of(newest.manifest().record().snapshot().timestamp()));
    }

    /** Whether it leads from a commit to its end. */
    boolean leads(long from) {
        return log.firstIndex() <= from + 1
                && log.lastIndex() >= from
                && stages.lost(from).isEmpty();
    }
}
