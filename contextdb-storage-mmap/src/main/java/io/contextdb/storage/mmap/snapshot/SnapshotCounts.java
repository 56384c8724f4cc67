package io.contextdb.storage.mmap.snapshot;

import java.util.List;

/**
 * How much a snapshot holds.
 *
 * @param nodes live nodes
 * @param edges live edges
 * @param vectors live vector rows of all spaces
 * @param nodeLimit nodes, dead ones included
 * @param nodeIdHighest the highest node id ever used, as an unsigned number
 * @param edgeIdHighest the highest edge id ever used, as an unsigned number
 * @param labelNodes live nodes with each label, by label number
 * @param typeEdges edges of each type, by type number
 */
public record SnapshotCounts(
        long nodes,
        long edges,
        long vectors,
        int nodeLimit,
        long nodeIdHighest,
        long edgeIdHighest,
        List<Long> labelNodes,
        List<Long> typeEdges) {
    /** The empty database. */
    public static final SnapshotCounts NONE = new SnapshotCounts(0, 0, 0, 0, 0, 0, List.of(), List.of());

    /** Copies the lists. */
    public SnapshotCounts {
        labelNodes = List.copyOf(labelNodes);
        typeEdges = List.copyOf(typeEdges);
    }
}
