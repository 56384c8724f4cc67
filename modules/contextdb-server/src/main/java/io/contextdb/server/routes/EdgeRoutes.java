package io.contextdb.server.routes;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Method;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.RequestBody;
import io.contextdb.server.http.Route;
import io.contextdb.server.security.Access;
import io.helidon.http.HeaderNames;
import java.util.List;

/** Edges. */
final class EdgeRoutes {
    private static final String EDGES = "/edges";
    private static final String EDGE = "/edges/{id}";
    private static final Parameter<Long> ID = Parameter.id("id", "The edge");

    private EdgeRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.ofDatabase(Method.POST, EDGES, Access.WRITE)
                        .taking(
                                Schemas.NEW_EDGE,
                                "{\"from\": 2, \"to\": 3, \"type\": \"OWNS\", \"properties\": {\"since\": 2024}}")
                        .answering(201, "The edge is there", Schemas.CREATED)
                        .by("createEdge", "Create an edge", EdgeRoutes::create),
                Route.ofDatabase(Method.GET, EDGE, Access.READ)
                        .with(ID)
                        .answering(200, "The edge", Schemas.EDGE)
                        .by("getEdge", "Read an edge", EdgeRoutes::read),
                Route.ofDatabase(Method.PATCH, EDGE, Access.WRITE)
                        .with(ID)
                        .taking(
                                Schemas.EDGE_PATCH,
                                List.of("application/merge-patch+json", "application/json"),
                                "{\"properties\": {\"since\": 2025}}")
                        .answering(204, "The edge is changed")
                        .by("patchEdge", "Change some properties of an edge", EdgeRoutes::change),
                Route.ofDatabase(Method.DELETE, EDGE, Access.WRITE)
                        .with(ID)
                        .answering(204, "The edge is gone")
                        .by("deleteEdge", "Delete an edge", EdgeRoutes::delete));
    }

    private static void create(Exchange exchange) {
        RequestBody body = exchange.body();
        long id = exchange.write(writer ->
                writer.insertEdge(body.id("from"), body.id("to"), body.text("type"), body.properties("properties")));
        exchange.withHeader(HeaderNames.LOCATION, "/api/v1/edges/" + Long.toUnsignedString(id))
                .json(201, out -> {
                    out.writeStartObject();
                    GraphJson.id("id", id, out);
                    out.writeEndObject();
                });
    }

    private static void read(Exchange exchange) {
        long id = exchange.get(ID);
        Edge edge = exchange.database()
                .findEdge(id)
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.EDGE_NOT_FOUND, "no edge has the id " + Long.toUnsignedString(id)));
        exchange.json(200, out -> GraphJson.edge(edge, exchange.valueForm(), out));
    }

    private static void change(Exchange exchange) {
        exchange.run(
                writer -> writer.updateEdge(exchange.get(ID), exchange.body().properties("properties")));
    }

    private static void delete(Exchange exchange) {
        exchange.run(writer -> writer.deleteEdge(exchange.get(ID)));
    }

    /** Answers with edges. */
    static void answer(Exchange exchange, List<Edge> edges) {
        exchange.json(200, out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("edges");
            edges.forEach(edge -> GraphJson.edge(edge, exchange.valueForm(), out));
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
