package io.contextdb.bench.crash;

import io.contextdb.api.Edge;
import io.contextdb.api.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows that scripts write: few, small, and each different from all others. */
final class Rows {
    private static final int DIMENSION = 4;
    private static final long PRIME = 7919;

    private Rows() {}

    /** A vector that is not that of another number. */
    static float[] vector(long number) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (number * PRIME + i * 31L + 1) % 97 / 7f + i;
        }
        return vector;
    }

    /** Plain properties. */
    static Map<String, Object> properties(long number) {
        return Map.of("name", "row " + number, "number", number, "even", number % 2 == 0);
    }

    /** Plain properties and a vector. */
    static Map<String, Object> withVector(long number) {
        return Map.of("name", "row " + number, "embedding", vector(number));
    }

    /** Nodes with ids from {@code first} on, every third with a vector. */
    static List<Node> nodes(long first, int count) {
        List<Node> nodes = new ArrayList<>();
        for (long id = first; id < first + count; id++) {
            nodes.add(Node.of(id, Set.of("Batch"), id % 3 == 0 ? withVector(id) : properties(id)));
        }
        return nodes;
    }

    /** Edges among the nodes that {@link #nodes} gives. */
    static List<Edge> edges(long first, int count) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            edges.add(new Edge(
                    0, first + i, first + (i * 5 + 3) % count, i % 2 == 0 ? "KNOWS" : "OWNS", new TreeMap<>()));
        }
        return edges;
    }

    /** Vectors for the nodes that {@link #nodes} gives. */
    static Map<Long, float[]> vectors(long first, int count) {
        Map<Long, float[]> vectors = new LinkedHashMap<>();
        for (long id = first; id < first + count; id++) {
            vectors.put(id, vector(id + 1000));
        }
        return vectors;
    }
}
