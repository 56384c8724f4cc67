package io.contextdb.api;

import java.util.List;
import java.util.Optional;

/**
 * All that is known of a snapshot without opening it.
 *
 * @param parentId the snapshot it was made from, which may be deleted by now; 0 for none
 * @param changes what came and went since the parent; empty when the storage does not keep that
 * @param files its data files, those of its indexes included
 */
public record SnapshotDetails(Snapshot snapshot, long parentId, Optional<Changes> changes, List<DataFile> files) {
    /** Copies the list. */
    public SnapshotDetails {
        files = List.copyOf(files);
    }

    /** How much came and went; what came and went again counts in both. */
    public record Changes(
            long nodesAdded,
            long edgesAdded,
            long vectorsAdded,
            long nodesRemoved,
            long edgesRemoved,
            long vectorsRemoved) {}

    /**
     * A data file.
     *
     * @param path relative to the directory of the database
     * @param kind what it holds, in the storage's words, such as {@code nodes}
     * @param rows how many rows it holds
     * @param bytes its length
     * @param createdBySnapshot the snapshot it was written for; others share it
     * @param sha256 the SHA-256 of all its bytes in hexadecimal; empty when the storage does not keep that
     */
    public record DataFile(String path, String kind, long rows, long bytes, long createdBySnapshot, String sha256) {}
}
