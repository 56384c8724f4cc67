package io.contextdb.api;

import java.util.List;

/**
 * What a restore did.
 *
 * @param snapshot the snapshot that the new database holds
 * @param files files that were fetched, without those that an interrupted restore had fetched
 * @param bytes the bytes that were fetched, as they were stored
 * @param damaged newer snapshots that were passed over, because their documents are damaged
 */
public record RestoreReport(Snapshot snapshot, int files, long bytes, List<Long> damaged) {
    /** Copies the list. */
    public RestoreReport {
        damaged = List.copyOf(damaged);
    }
}
