package io.contextdb.server.routes;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Method;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.Route;
import io.contextdb.server.http.Words;
import io.contextdb.server.security.Access;
import io.contextdb.transfer.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The snapshots of a database. */
final class SnapshotRoutes {
    private static final Parameter<Long> ID = Parameter.id("id", "The snapshot");

    private SnapshotRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.ofDatabase(Method.GET, "/snapshots", Access.READ)
                        .answering(200, "The snapshots, oldest first", Schemas.SNAPSHOTS)
                        .by("listSnapshots", "List the snapshots", SnapshotRoutes::list),
                Route.ofDatabase(Method.GET, "/snapshots/{id}", Access.READ)
                        .with(ID)
                        .answering(200, "The snapshot", Schemas.SNAPSHOT)
                        .by("getSnapshot", "Describe a snapshot with its files", SnapshotRoutes::read),
                Route.ofDatabase(Method.DELETE, "/snapshots/{id}", Access.ADMIN)
                        .with(ID)
                        .answering(200, "What was deleted", Schemas.CLEANUP_REPORT)
                        .by("deleteSnapshot", "Delete a snapshot", SnapshotRoutes::delete),
                Route.ofDatabase(Method.POST, "/snapshots/cleanup", Access.ADMIN)
                        .taking(Schemas.CLEANUP, "{\"keep\": 5}")
                        .answering(200, "What was deleted", Schemas.CLEANUP_REPORT)
                        .by("cleanupSnapshots", "Delete all but the newest snapshots", SnapshotRoutes::cleanup));
    }

    private static void list(Exchange exchange) {
        List<Map<String, Object>> snapshots = exchange.database().snapshots().stream()
                .map(SnapshotRoutes::object)
                .toList();
        exchange.json(200, out -> JsonText.write(Map.of("snapshots", snapshots), out));
    }

    private static void read(Exchange exchange) {
        SnapshotDetails details = exchange.database().describe(exchange.get(ID));
        Map<String, Object> object = object(details.snapshot());
        object.put("parent", details.parentId());
        object.put("files", details.files().stream().map(SnapshotRoutes::object).toList());
        exchange.json(200, out -> JsonText.write(object, out));
    }

    private static void delete(Exchange exchange) {
        answer(exchange, exchange.database().deleteSnapshot(exchange.get(ID)));
    }

    private static void cleanup(Exchange exchange) {
        answer(exchange, exchange.database().cleanup(exchange.body().whole("keep", 1)));
    }

    private static void answer(Exchange exchange, CleanupReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("snapshotsDeleted", report.snapshotsDeleted());
        object.put("filesDeleted", report.filesDeleted());
        object.put("bytesFreed", report.bytesFreed());
        exchange.json(200, out -> JsonText.write(object, out));
    }

    private static Map<String, Object> object(Snapshot snapshot) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", snapshot.id());
        object.put("timestamp", snapshot.timestamp());
        object.put("operation", Words.of(snapshot.operation()));
        object.put("commitIndex", snapshot.commitIndex());
        object.put("nodes", snapshot.nodes());
        object.put("edges", snapshot.edges());
        object.put("vectors", snapshot.vectors());
        object.put("bytes", snapshot.bytes());
        object.put("bytesWritten", snapshot.bytesWritten());
        return object;
    }

    private static Map<String, Object> object(SnapshotDetails.DataFile file) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("path", file.path());
        object.put("kind", file.kind());
        object.put("rows", file.rows());
        object.put("bytes", file.bytes());
        object.put("createdBySnapshot", file.createdBySnapshot());
        object.put("sha256", file.sha256());
        return object;
    }
}
