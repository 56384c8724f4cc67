package io.contextdb.api;

import java.util.Optional;

/**
 * What a cleanup removed.
 *
 * @param snapshotsDeleted snapshots that are gone
 * @param filesDeleted data files that only they used
 * @param bytesFreed the size of those files
 * @param archive what it removed from the archive; empty when the database has none
 */
public record CleanupReport(
        int snapshotsDeleted, int filesDeleted, long bytesFreed, Optional<ArchiveCleanupReport> archive) {
    /** Without an archive. */
    public CleanupReport(int snapshotsDeleted, int filesDeleted, long bytesFreed) {
        this(snapshotsDeleted, filesDeleted, bytesFreed, Optional.empty());
    }

    /** The same with what was removed from an archive. */
    public CleanupReport with(Optional<ArchiveCleanupReport> fromArchive) {
        return new CleanupReport(snapshotsDeleted, filesDeleted, bytesFreed, fromArchive);
    }
}
