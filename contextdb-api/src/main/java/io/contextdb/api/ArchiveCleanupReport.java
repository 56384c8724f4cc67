package io.contextdb.api;

/**
 * What a cleanup removed from an archive.
 *
 * @param snapshotsDeleted snapshots that are gone
 * @param filesDeleted files that no snapshot had named for the grace period
 * @param bytesFreed the size of those files as they were stored
 * @param filesWaiting files that no snapshot names, and whose grace period is not over
 */
public record ArchiveCleanupReport(int snapshotsDeleted, int filesDeleted, long bytesFreed, int filesWaiting) {}
