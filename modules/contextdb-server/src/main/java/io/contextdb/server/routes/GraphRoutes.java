package io.contextdb.server.routes;

import io.contextdb.api.Direction;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphPath;
import io.contextdb.api.HybridResult;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Method;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.RequestBody;
import io.contextdb.server.http.Route;
import io.contextdb.server.problem.FieldError;
import io.contextdb.server.problem.RequestException;
import io.contextdb.server.security.Access;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Questions to graph and vectors together, and paths. */
final class GraphRoutes {
    private static final Parameter<Long> FROM = Parameter.queryId("from", "The node where the path begins");
    private static final Parameter<Long> TO = Parameter.queryId("to", "The node where the path ends");
    private static final Parameter<Integer> LENGTH =
            Parameter.whole("depth", 0, Integer.MAX_VALUE, Integer.MAX_VALUE, "The greatest number of edges");

    private GraphRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.ofDatabase(Method.POST, "/hybrid", Access.READ)
                        .taking(Schemas.HYBRID_QUERY, "{\"start\": 2, \"depth\": 2, \"k\": 5}")
                        .answering(200, "Nodes near the start, most similar first", Schemas.HYBRID)
                        .by("findHybrid", "Find the most similar among the nodes around a node", GraphRoutes::hybrid),
                Route.ofDatabase(Method.GET, "/paths", Access.READ)
                        .with(FROM, TO, LENGTH, TraversalParameters.DIRECTION, TraversalParameters.TYPES)
                        .answering(200, "The path", Schemas.PATH)
                        .by("findPath", "Find a shortest path between two nodes", GraphRoutes::path));
    }

    private static void hybrid(Exchange exchange) {
        RequestBody body = exchange.body();
        if (body.has("values") && body.has("like")) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the body does not fit",
                    List.of(new FieldError("/like", "excludes /values")));
        }
        long start = body.id("start");
        SimilarityQuery query = VectorRoutes.query(body);
        HybridResult result = new HybridResult();
        if (body.has("values")) {
            exchange.database().queryHybrid(start, traversal(body), body.vector("values"), query, result);
        } else {
            exchange.database()
                    .queryHybrid(start, traversal(body), body.findId("like").orElse(start), query, result);
        }
        exchange.json(200, out -> {
            out.writeStartObject();
            GraphJson.hits(result.hits(), out);
            out.writeNumberProperty("related", result.related().size());
            out.writeEndObject();
        });
    }

    private static Traversal traversal(RequestBody body) {
        Direction direction = Direction.valueOf(body.text("direction", "both").toUpperCase(Locale.ROOT));
        return new Traversal(
                body.whole("depth", 1),
                direction,
                Set.copyOf(body.texts("types")),
                Traversal.Order.BREADTH_FIRST,
                Integer.MAX_VALUE);
    }

    private static void path(Exchange exchange) {
        Traversal traversal = new Traversal(
                exchange.get(LENGTH),
                exchange.get(TraversalParameters.DIRECTION),
                Set.copyOf(exchange.get(TraversalParameters.TYPES)),
                Traversal.Order.BREADTH_FIRST,
                Integer.MAX_VALUE);
        GraphPath path = new GraphPath();
        exchange.database().findShortestPath(exchange.get(FROM), exchange.get(TO), traversal, path);
        exchange.json(200, out -> {
            out.writeStartObject();
            out.writeBooleanProperty("exists", path.exists());
            if (path.exists()) {
                out.writeNumberProperty("length", path.length());
                GraphJson.ids("nodes", path.nodes(), out);
                GraphJson.ids(
                        "edges",
                        IntStream.range(0, path.length()).mapToLong(path::edge).toArray(),
                        out);
            }
            out.writeEndObject();
        });
    }
}
