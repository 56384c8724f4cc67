package io.contextdb.api;

import java.util.List;

/**
 * What a restore did.
 *
 * @param snapshot the snapshot that the new database holds
 * @param files files that were fetched, without those that an interrupted restore had fetched
 * @param bytes the bytes that were fetched, as they were stored
 * @param damaged newer snapshots that were passed over, because their documents are damaged
 * @param indexesDamaged a line for each file of a vector index that is damaged or missing in the archive. It was left
 *     out: opening the database warns of it and builds the index anew
 */
public record RestoreReport(Snapshot snapshot, int files, long bytes, List<Long> damaged, List<String> indexesDamaged) {
    /** Copies the lists. */
    public RestoreReport {
        damaged = List.copyOf(damaged);
        indexesDamaged = List.copyOf(indexesDamaged);
    }
}
