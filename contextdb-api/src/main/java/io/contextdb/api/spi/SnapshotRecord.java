package io.contextdb.api.spi;

import io.contextdb.api.Snapshot;

/**
 * A committed snapshot as the engine sees it.
 *
 * @param snapshot what the user sees of it
 * @param position the last command it holds
 * @param files how many data files it names
 * @param compactIndex as the {@link SnapshotRequest} said
 */
public record SnapshotRecord(Snapshot snapshot, LogPosition position, int files, long compactIndex) {}
