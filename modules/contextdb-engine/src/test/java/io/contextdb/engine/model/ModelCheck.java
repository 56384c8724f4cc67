package io.contextdb.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Node;
import io.contextdb.api.Value.VectorValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares all that a reader says with a model. */
public final class ModelCheck {
    private ModelCheck() {}

    /** Fails with what differs. */
    public static void assertSame(GraphModel model, GraphReader reader) {
        checkNodes(model, reader);
        checkEdges(model, reader);
        model.nodes.keySet().forEach(id -> checkAdjacency(model, reader, id));
        checkCounts(model, reader);
    }

    private static void checkNodes(GraphModel model, GraphReader reader) {
        SortedMap<Long, Node> seen = new TreeMap<>(Long::compareUnsigned);
        reader.forEachNode(node -> seen.put(node.id(), node) == null);
        assertEquals(model.nodes.keySet(), seen.keySet());
        model.nodes.forEach((id, expected) -> {
            Node node = reader.findNode(id).orElseThrow();
            assertEquals(seen.get(id), node);
            assertEquals(expected.labels(), node.labels());
            assertEquals(expected.plainProperties(), node.properties());
            assertEquals(expected.vectorNames(), node.vectorNames());
            expected.vectorNames()
                    .forEach(name -> assertEquals(
                            expected.properties().get(name),
                            new VectorValue(reader.findVector(id, name).orElseThrow())));
        });
    }

    private static void checkEdges(GraphModel model, GraphReader reader) {
        SortedMap<Long, Edge> seen = new TreeMap<>(Long::compareUnsigned);
        reader.forEachEdge(edge -> seen.put(edge.id(), edge) == null);
        SortedMap<Long, Edge> expected = new TreeMap<>(Long::compareUnsigned);
        model.edges.forEach(
                (id, edge) -> expected.put(id, new Edge(id, edge.from(), edge.to(), edge.type(), edge.properties())));
        assertEquals(expected, seen);
        expected.forEach((id, edge) -> assertEquals(edge, reader.findEdge(id).orElseThrow()));
    }

    private static void checkAdjacency(GraphModel model, GraphReader reader, long id) {
        for (Direction direction : Direction.values()) {
            List<Long> expected = new ArrayList<>();
            model.edges.forEach((edgeId, edge) -> {
                if (direction != Direction.INCOMING && edge.from() == id) {
                    expected.add(edgeId);
                }
                if (direction != Direction.OUTGOING && edge.to() == id) {
                    expected.add(edgeId);
                }
            });
            expected.sort(Comparator.naturalOrder());
            assertEquals(
                    expected,
                    reader.edges(id, direction).stream().map(Edge::id).sorted().toList());
        }
        assertTrue(reader.nodeExists(id));
    }

    private static void checkCounts(GraphModel model, GraphReader reader) {
        var statistics = reader.statistics();
        assertEquals(model.nodes.size(), statistics.nodes());
        assertEquals(model.edges.size(), statistics.edges());
        SortedMap<String, Long> labels = new TreeMap<>();
        model.nodes.values().forEach(node -> node.labels().forEach(label -> labels.merge(label, 1L, Long::sum)));
        assertEquals(labels, statistics.labels());
        SortedMap<String, Long> types = new TreeMap<>();
        model.edges.values().forEach(edge -> types.merge(edge.type(), 1L, Long::sum));
        assertEquals(types, statistics.edgeTypes());
        SortedMap<String, Long> vectors = new TreeMap<>();
        model.spaces.keySet().forEach(name -> vectors.put(name, 0L));
        model.nodes.values().forEach(node -> node.vectorNames().forEach(name -> vectors.merge(name, 1L, Long::sum)));
        SortedMap<String, Long> seen = new TreeMap<>();
        statistics.vectorSpaces().forEach(space -> seen.put(space.name(), space.vectors()));
        assertEquals(vectors, seen);
        assertEquals(
                Map.copyOf(model.spaces),
                statistics.vectorSpaces().stream()
                        .collect(Collectors.toMap(space -> space.name(), space -> space.options())));
    }
}
