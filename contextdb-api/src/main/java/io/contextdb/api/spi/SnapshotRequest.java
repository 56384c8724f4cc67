package io.contextdb.api.spi;

import io.contextdb.api.Snapshot;

/**
 * What a new snapshot is called and where in the log it stands. All of it comes from the log entry that asked for the
 * snapshot, so that every replica writes the same bytes.
 *
 * @param id the id of the snapshot, one above its parent's
 * @param operation what caused the snapshot
 * @param position the last command it holds
 * @param timestampMillis when that command was proposed, in milliseconds since 1970
 * @param compactIndex the last command up to this one that gave nodes new ordinals, which is this one for a compaction;
 *     0 for none
 */
public record SnapshotRequest(
        long id, Snapshot.Operation operation, LogPosition position, long timestampMillis, long compactIndex) {}
