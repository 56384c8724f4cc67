package io.contextdb.api;

import java.time.Duration;
import java.util.List;

/**
 * What opening a database had to do.
 *
 * @param snapshotId the snapshot it started from, 0 when there was none
 * @param snapshotsDamaged newer snapshots that were passed over because their files are damaged, newest first; they are written again from the log
 * @param filesVerified data files of the snapshot whose headers and footers were checked; their blocks are checked when they are first read
 * @param recordsReplayed log records applied again
 * @param bytesReplayed the size of those records, uncompressed
 * @param bytesDropped bytes of a torn log tail that was cut; such bytes were never acknowledged
 * @param changeBytesMax the most memory that replayed changes took at a time
 * @param duration from the call to the first answer
 */
public record RecoveryReport(
        long snapshotId,
        List<Long> snapshotsDamaged,
        int filesVerified,
        long recordsReplayed,
        long bytesReplayed,
        long bytesDropped,
        long changeBytesMax,
        Duration duration) {
    /** Copies the list. */
    public RecoveryReport {
        snapshotsDamaged = List.copyOf(snapshotsDamaged);
    }

    /** Whether something was lost or damaged, though nothing that was acknowledged. */
    public boolean repaired() {
        return bytesDropped > 0 || !snapshotsDamaged.isEmpty();
    }
}
