package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.storage.mmap.snapshot.Schema;
import io.contextdb.storage.mmap.snapshot.SnapshotCounts;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import io.contextdb.storage.mmap.snapshot.SnapshotSummary;

/**
 * What a snapshot's document says apart from its files.
 *
 * @param nodesAdded nodes created since the parent, those deleted again included; edges and vectors likewise
 */
record SnapshotDescription(
        SnapshotRequest request,
        SnapshotMetadata parent,
        Schema schema,
        SnapshotCounts counts,
        long nodesAdded,
        long edgesAdded,
        long vectorsAdded) {
    /** The whole document once all files are known. */
    SnapshotMetadata with(SnapshotFiles files) {
        SnapshotCounts before = parent.counts();
        SnapshotSummary summary = new SnapshotSummary(
                nodesAdded,
                edgesAdded,
                vectorsAdded,
                before.nodes() + nodesAdded - counts.nodes(),
                before.edges() + edgesAdded - counts.edges(),
                before.vectors() + vectorsAdded - counts.vectors());
        return new SnapshotMetadata(
                DatabaseId.NONE,
                request.id(),
                request.timestampMillis(),
                parent.id(),
                request.operation(),
                request.position(),
                request.compactIndex(),
                counts,
                summary,
                schema,
                files.entries(),
                files.numbers());
    }
}
