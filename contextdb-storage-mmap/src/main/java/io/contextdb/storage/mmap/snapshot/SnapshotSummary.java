package io.contextdb.storage.mmap.snapshot;

/** How many nodes, edges and vectors came and went since the parent. */
public record SnapshotSummary(
        long nodesAdded,
        long edgesAdded,
        long vectorsAdded,
        long nodesRemoved,
        long edgesRemoved,
        long vectorsRemoved) {
    /** Nothing. */
    public static final SnapshotSummary NONE = new SnapshotSummary(0, 0, 0, 0, 0, 0);
}
