package io.contextdb.api;

import java.time.Instant;

/**
 * An immutable state on disk.
 *
 * @param id grows by one with each snapshot of a database
 * @param timestamp when the log entry that caused it was proposed
 * @param commitIndex the state it holds
 * @param operation what caused it
 * @param bytes the size of its files, shared ones included
 * @param bytesWritten the size of those of its files that were written for it; the others it shares with earlier
 *     snapshots
 */
public record Snapshot(
        long id,
        Instant timestamp,
        long commitIndex,
        Operation operation,
        long nodes,
        long edges,
        long vectors,
        long bytes,
        long bytesWritten) {
    /** What causes snapshots. The lower-case names are those in files and on the command line. */
    public enum Operation {
        /** The state at that moment was made a snapshot. */
        CHECKPOINT,
        /** The same without rows that are deleted, and with indexes built anew. */
        COMPACT,
        /** The rows of a bulk load were added. */
        IMPORT
    }
}
