package io.contextdb.api;

/**
 * What a cleanup removed.
 *
 * @param snapshotsDeleted snapshots that are gone
 * @param filesDeleted data files that only they used
 * @param bytesFreed the size of those files
 */
public record CleanupReport(int snapshotsDeleted, int filesDeleted, long bytesFreed) {}
