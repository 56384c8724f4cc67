package io.contextdb.engine.read;

import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.Node;
import io.contextdb.api.Value;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.Refusals;
import io.contextdb.memory.NativeMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Nodes, edges and vectors as users see them, made from what a view holds. Stateless. */
final class EntityReader {
    private EntityReader() {}

    /** The ordinal of the node with this id. */
    static int requireNode(StorageView view, long id) {
        int node = view.node(id);
        if (node < 0) {
            throw Refusals.nodeNotFound(id);
        }
        return node;
    }

    static Optional<Node> findNode(StorageView view, long id) {
        int node = view.node(id);
        return node < 0 ? Optional.empty() : Optional.of(node(view, node));
    }

    static Optional<Edge> findEdge(StorageView view, long id) {
        int edge = view.edge(id);
        return edge < 0 ? Optional.empty() : Optional.of(edge(view, edge));
    }

    static Optional<float[]> findVector(StorageView view, long id, String name) {
        int node = requireNode(view, id);
        VectorSpace space = view.space(name);
        if (space == null) {
            return Optional.empty();
        }
        VectorRows rows = view.rows(space.number());
        int row = rows.row(node);
        if (row < 0) {
            return Optional.empty();
        }
        float[] vector = new float[rows.dimension()];
        NativeMemory.copyFloats(rows.address(row), vector, 0, vector.length);
        return Optional.of(vector);
    }

    static void forEachNode(StorageView view, Predicate<Node> visitor) {
        boolean more = true;
        // Once: in a transaction the visitor may add nodes, and would be shown its own for ever.
        int limit = view.nodeLimit();
        for (int node = 0; node < limit && more; node++) {
            more = !view.nodeLive(node) || visitor.test(node(view, node));
        }
    }

    static void forEachEdge(StorageView view, Predicate<Edge> visitor) {
        IdOrder.edges(view).forEach(edge -> visitor.test(edge(view, edge)));
    }

    /** By type, then neighbour, then edge id; a loop in both directions twice. */
    static List<Edge> edges(StorageView view, long id, Direction direction, String... types) {
        int node = requireNode(view, id);
        int bound = view.degreeBound(node, direction);
        int[] neighbors = new int[bound];
        int[] ordinals = new int[bound];
        List<Edge> edges = new ArrayList<>();
        for (int type : numbers(view, types)) {
            int count = view.edges(node, direction, type, neighbors, ordinals);
            for (int i = 0; i < count; i++) {
                edges.add(edge(view, ordinals[i]));
            }
        }
        edges.sort(Comparator.comparing(Edge::type)
                .thenComparing(edge -> edge.other(id), Long::compareUnsigned)
                .thenComparing(Edge::id, Long::compareUnsigned));
        return List.copyOf(edges);
    }

    private static int[] numbers(StorageView view, String... types) {
        if (types.length == 0) {
            return new int[] {StorageView.ANY_TYPE};
        }
        return List.of(types).stream()
                .distinct()
                .mapToInt(type -> view.token(TokenKind.EDGE_TYPE, type))
                .filter(type -> type >= 0)
                .toArray();
    }

    static Node node(StorageView view, int node) {
        SortedSet<String> labels = new TreeSet<>();
        for (int label : view.labels(node)) {
            labels.add(view.tokenName(TokenKind.LABEL, label));
        }
        SortedMap<String, Value> properties = new TreeMap<>();
        view.nodeProperties(node, (key, value) -> properties.put(view.tokenName(TokenKind.PROPERTY_KEY, key), value));
        List<String> vectors = view.spaces().stream()
                .filter(space -> view.rows(space.number()).row(node) >= 0)
                .map(VectorSpace::name)
                .sorted()
                .toList();
        return new Node(view.nodeId(node), labels, properties, vectors);
    }

    static Edge edge(StorageView view, int edge) {
        SortedMap<String, Value> properties = new TreeMap<>();
        view.edgeProperties(edge, (key, value) -> properties.put(view.tokenName(TokenKind.PROPERTY_KEY, key), value));
        return new Edge(
                view.edgeId(edge),
                view.nodeId(view.edgeSource(edge)),
                view.nodeId(view.edgeTarget(edge)),
                view.tokenName(TokenKind.EDGE_TYPE, view.edgeType(edge)),
                properties);
    }
}
