package io.contextdb.cli.command;

import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotDetails;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Snapshots as objects to print. */
final class SnapshotObjects {
    private SnapshotObjects() {}

    static Map<String, Object> of(Snapshot snapshot) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("snapshot", snapshot.id());
        object.put("timestamp", snapshot.timestamp());
        object.put("operation", snapshot.operation().name().toLowerCase(Locale.ROOT));
        object.put("commit_index", snapshot.commitIndex());
        object.put("nodes", snapshot.nodes());
        object.put("edges", snapshot.edges());
        object.put("vectors", snapshot.vectors());
        object.put("bytes", snapshot.bytes());
        object.put("bytes_written", snapshot.bytesWritten());
        return object;
    }

    static Map<String, Object> withoutFiles(SnapshotDetails details) {
        Map<String, Object> object = of(details.snapshot());
        object.put("parent", details.parentId());
        details.changes().ifPresent(changes -> {
            object.put("added", counts(changes.nodesAdded(), changes.edgesAdded(), changes.vectorsAdded()));
            object.put("removed", counts(changes.nodesRemoved(), changes.edgesRemoved(), changes.vectorsRemoved()));
        });
        return object;
    }

    static Map<String, Object> of(SnapshotDetails details) {
        Map<String, Object> object = withoutFiles(details);
        object.put("files", details.files().stream().map(SnapshotObjects::of).toList());
        return object;
    }

    static Map<String, Object> of(SnapshotDetails.DataFile file) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.path());
        object.put("kind", file.kind());
        object.put("rows", file.rows());
        object.put("bytes", file.bytes());
        object.put("created_by_snapshot", file.createdBySnapshot());
        return object;
    }

    private static Map<String, Object> counts(long nodes, long edges, long vectors) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("nodes", nodes);
        object.put("edges", edges);
        object.put("vectors", vectors);
        return object;
    }
}
