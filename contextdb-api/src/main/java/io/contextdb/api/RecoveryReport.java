package io.contextdb.api;

import java.time.Duration;
import java.util.List;

/**
 * What opening a database had to do.
 *
 * @param snapshotId the snapshot it started from, 0 when there was none
 * @param snapshotsDamaged newer snapshots that were passed over because their files are damaged, newest first; they are
 *     written again from the log
 * @param documentsDamaged snapshots, newest first, whose documents are there and cannot be read; where they are newer
 *     than the one it started from they are written again from the log
 * @param indexesDamaged vector indexes, in order of name, whose files were found missing or damaged; they are built
 *     anew in the background, and searches compare every vector meanwhile. Damage that only a search meets later is not
 *     among it
 * @param filesVerified data files of the snapshot whose headers and footers were checked; their blocks are checked when
 *     they are first read
 * @param recordsReplayed log records applied again
 * @param bytesReplayed the size of those records, uncompressed
 * @param bytesDropped bytes of a torn log tail that was cut; such bytes were never acknowledged
 * @param changeBytesMax the most memory that replayed changes took at a time
 * @param duration from the call to the first answer
 */
public record RecoveryReport(
        long snapshotId,
        List<Long> snapshotsDamaged,
        List<Long> documentsDamaged,
        List<String> indexesDamaged,
        int filesVerified,
        long recordsReplayed,
        long bytesReplayed,
        long bytesDropped,
        long changeBytesMax,
        Duration duration) {
    /** Copies the lists. */
    public RecoveryReport {
        snapshotsDamaged = List.copyOf(snapshotsDamaged);
        documentsDamaged = List.copyOf(documentsDamaged);
        indexesDamaged = List.copyOf(indexesDamaged);
    }

    /** Whether something was lost or damaged, though nothing that was acknowledged. */
    public boolean repaired() {
        return bytesDropped > 0
                || !snapshotsDamaged.isEmpty()
                || !documentsDamaged.isEmpty()
                || !indexesDamaged.isEmpty();
    }
}
