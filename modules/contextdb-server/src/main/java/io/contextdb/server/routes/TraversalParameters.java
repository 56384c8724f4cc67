package io.contextdb.server.routes;

import io.contextdb.api.Direction;
import io.contextdb.api.Traversal;
import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.Words;
import java.util.List;
import java.util.Set;

/** The parameters that say how to walk through the graph. */
final class TraversalParameters {
    static final List<String> DIRECTIONS = Words.of(Direction.class);

    static final Parameter<Integer> DEPTH =
            Parameter.whole("depth", 0, Bounds.DEPTH_MAX, 1, "The greatest number of edges");
    static final Parameter<Direction> DIRECTION =
            Parameter.choice("direction", Direction.class, Direction.BOTH, "Which edges are followed");
    static final Parameter<List<String>> TYPES =
            Parameter.texts("types", "The types of edges that are followed, separated by commas; all without it");
    static final Parameter<Integer> LIMIT =
            Parameter.whole("limit", 1, Bounds.RESULTS_MAX, Bounds.RESULTS_MAX, "The greatest number of nodes");

    private TraversalParameters() {}

    /** The traversal a request asks for. */
    static Traversal of(Exchange exchange) {
        return new Traversal(
                exchange.get(DEPTH),
                exchange.get(DIRECTION),
                Set.copyOf(exchange.get(TYPES)),
                Traversal.Order.BREADTH_FIRST,
                exchange.get(LIMIT));
    }
}
