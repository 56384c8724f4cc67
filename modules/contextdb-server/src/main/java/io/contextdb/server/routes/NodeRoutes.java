package io.contextdb.server.routes;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Direction;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Node;
import io.contextdb.api.NodeList;
import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Method;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.RequestBody;
import io.contextdb.server.http.Route;
import io.contextdb.server.security.Access;
import io.helidon.http.HeaderNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Nodes, and what is around them. */
final class NodeRoutes {
    private static final String NODES = "/nodes";
    private static final String NODE = "/nodes/{id}";
    private static final String EXAMPLE = "{\"labels\": [\"User\"], \"properties\": {\"name\": \"Ada\"}}";
    private static final Parameter<Long> ID = Parameter.id("id", "The node");
    private static final Parameter<Boolean> DETACH = Parameter.flag("detach", "Whether to delete its edges as well");

    private NodeRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.ofDatabase(Method.POST, NODES, Access.WRITE)
                        .taking(
                                Schemas.NEW_NODE,
                                "{\"id\": 1, \"labels\": [\"User\"], \"properties\": {\"name\": \"Ada\"}}")
                        .answering(201, "The node is there", Schemas.CREATED)
                        .by("createNode", "Create a node", NodeRoutes::create),
                Route.ofDatabase(Method.GET, NODE, Access.READ)
                        .with(ID)
                        .answering(200, "The node", Schemas.NODE)
                        .by("getNode", "Read a node", NodeRoutes::read),
                Route.ofDatabase(Method.PUT, NODE, Access.WRITE)
                        .with(ID)
                        .taking(Schemas.NODE_CONTENT, EXAMPLE)
                        .answering(204, "The node is as asked for")
                        .by("putNode", "Create or replace a node", NodeRoutes::replace),
                Route.ofDatabase(Method.PATCH, NODE, Access.WRITE)
                        .with(ID)
                        .taking(
                                Schemas.NODE_PATCH,
                                List.of("application/merge-patch+json", "application/json"),
                                "{\"properties\": {\"age\": 36, \"name\": null}}")
                        .answering(204, "The node is changed")
                        .by("patchNode", "Change some properties of a node, or all its labels", NodeRoutes::change),
                Route.ofDatabase(Method.DELETE, NODE, Access.WRITE)
                        .with(ID, DETACH)
                        .answering(204, "The node is gone")
                        .by("deleteNode", "Delete a node", NodeRoutes::delete),
                Route.ofDatabase(Method.GET, NODE + "/related", Access.READ)
                        .with(
                                ID,
                                TraversalParameters.DEPTH,
                                TraversalParameters.DIRECTION,
                                TraversalParameters.TYPES,
                                TraversalParameters.LIMIT)
                        .answering(200, "The nodes, nearest first", Schemas.RELATED)
                        .by("getRelated", "Find the nodes around a node", NodeRoutes::related),
                Route.ofDatabase(Method.GET, NODE + "/edges", Access.READ)
                        .with(ID, TraversalParameters.DIRECTION, TraversalParameters.TYPES)
                        .answering(200, "The edges", Schemas.EDGES)
                        .by("getNodeEdges", "Read the edges of a node", NodeRoutes::edges));
    }

    private static void create(Exchange exchange) {
        RequestBody body = exchange.body();
        List<String> labels = body.texts("labels");
        Map<String, ?> properties = body.properties("properties");
        long id = exchange.write(writer -> {
            if (!body.has("id")) {
                return writer.insertNode(labels, properties);
            }
            writer.insertNode(body.id("id"), labels, properties);
            return body.id("id");
        });
        exchange.withHeader(HeaderNames.LOCATION, "/api/v1/nodes/" + Long.toUnsignedString(id))
                .json(201, out -> {
                    out.writeStartObject();
                    GraphJson.id("id", id, out);
                    out.writeEndObject();
                });
    }

    private static void read(Exchange exchange) {
        long id = exchange.get(ID);
        Node node = exchange.database().findNode(id).orElseThrow(() -> missing(id));
        exchange.json(200, out -> GraphJson.node(node, exchange.valueForm(), out));
    }

    private static void replace(Exchange exchange) {
        RequestBody body = exchange.body();
        exchange.run(
                writer -> writer.upsertNode(exchange.get(ID), body.texts("labels"), body.properties("properties")));
    }

    private static void change(Exchange exchange) {
        long id = exchange.get(ID);
        RequestBody body = exchange.body();
        exchange.commit(transaction -> {
            Node node = transaction.findNode(id).orElseThrow(() -> missing(id));
            if (body.has("labels")) {
                Set<String> wanted = new TreeSet<>(body.texts("labels"));
                Set<String> removed = new TreeSet<>(node.labels());
                removed.removeAll(wanted);
                transaction.updateLabels(id, wanted, removed);
            }
            transaction.updateNode(id, body.properties("properties"));
            return id;
        });
        exchange.empty(204);
    }

    private static void delete(Exchange exchange) {
        exchange.run(writer -> {
            if (exchange.get(DETACH)) {
                writer.detachDeleteNode(exchange.get(ID));
            } else {
                writer.deleteNode(exchange.get(ID));
            }
        });
    }

    private static void related(Exchange exchange) {
        long id = exchange.get(ID);
        NodeList nodes = new NodeList();
        exchange.database().queryRelated(id, TraversalParameters.of(exchange), nodes);
        exchange.json(200, out -> {
            out.writeStartObject();
            GraphJson.id("id", id, out);
            out.writeNumberProperty("depth", exchange.get(TraversalParameters.DEPTH));
            out.writeArrayPropertyStart("nodes");
            for (int i = 0; i < nodes.size(); i++) {
                out.writeStartObject();
                GraphJson.id("id", nodes.id(i), out);
                out.writeNumberProperty("depth", nodes.depth(i));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void edges(Exchange exchange) {
        Direction direction = exchange.get(TraversalParameters.DIRECTION);
        String[] types = exchange.get(TraversalParameters.TYPES).toArray(String[]::new);
        EdgeRoutes.answer(exchange, exchange.database().edges(exchange.get(ID), direction, types));
    }

    static ContextDbException missing(long id) {
        return new ContextDbException(ErrorCode.NODE_NOT_FOUND, "no node has the id " + Long.toUnsignedString(id));
    }
}
