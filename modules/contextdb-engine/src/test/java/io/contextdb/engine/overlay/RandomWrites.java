package io.contextdb.engine.overlay;

import io.contextdb.api.Edge;
import io.contextdb.api.GraphReader;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Metric;
import io.contextdb.api.Node;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.testkit.RandomValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Writes of every kind at random, some of which are refused. */
final class RandomWrites {
    private static final List<String> SPACES = List.of("embedding", "face", "voice");

    private final Random random;

    RandomWrites(Random random) {
        this.random = random;
    }

    /** Asks for one write; what is there is found through {@code reader}. */
    void next(GraphWriter writer, GraphReader reader) {
        long id = random.nextInt(60);
        switch (random.nextInt(18)) {
            case 0, 1 -> writer.insertNode(labels(), properties());
            case 2 -> writer.insertNode(id, labels(), properties());
            case 3 ->
                writer.insertNodes(
                        List.of(Node.of(id, labels(), Map.of()), Node.of(random.nextInt(60), labels(), Map.of())));
            case 4 -> writer.upsertNode(id, labels(), properties());
            case 5 -> writer.updateNode(id, changes());
            case 6 -> writer.updateLabels(id, labels(), labels());
            case 7 -> writer.deleteNode(id);
            case 8 -> writer.detachDeleteNode(id);
            case 9, 10, 11 -> writer.insertEdge(node(reader), node(reader), type(), Map.of("since", random.nextInt(9)));
            case 12 ->
                writer.insertEdges(List.of(
                        new Edge(0, node(reader), node(reader), type(), new TreeMap<>()),
                        new Edge(0, node(reader), id, type(), new TreeMap<>())));
            case 13 -> writer.updateEdge(edge(reader), changes());
            case 14 -> writer.deleteEdge(edge(reader));
            case 15 -> writer.insertVector(node(reader), space(), vector(space()));
            case 16 -> writer.deleteVector(node(reader), space());
            default -> schema(writer);
        }
    }

    private void schema(GraphWriter writer) {
        if (random.nextInt(4) == 0) {
            writer.dropVectorIndex(space());
        } else {
            writer.createVectorIndex(
                    space(),
                    VectorIndexOptions.of("flat").metric(Metric.values()[random.nextInt(Metric.values().length)]));
        }
    }

    private long node(GraphReader reader) {
        List<Long> ids = new ArrayList<>();
        reader.forEachNode(node -> ids.add(node.id()));
        return ids.isEmpty() ? 0 : ids.get(random.nextInt(ids.size()));
    }

    private long edge(GraphReader reader) {
        List<Long> ids = new ArrayList<>();
        reader.forEachEdge(edge -> ids.add(edge.id()));
        return ids.isEmpty() ? 0 : ids.get(random.nextInt(ids.size()));
    }

    private String type() {
        return random.nextBoolean() ? "LINKS" : "TYPE" + random.nextInt(4);
    }

    private String space() {
        return SPACES.get(random.nextInt(SPACES.size()));
    }

    /** Now and then of another dimension than the space's. */
    private float[] vector(String space) {
        float[] vector = new float[space.length()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = 1 + random.nextInt(5);
        }
        return vector;
    }

    private Set<String> labels() {
        return random.nextBoolean() ? Set.of() : Set.of("Label" + random.nextInt(4));
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            properties.put("key" + random.nextInt(4), RandomValues.next(random));
        }
        if (random.nextInt(3) == 0) {
            String space = space();
            // A name is a plain property here and a vector there.
            properties.put(space, random.nextInt(6) == 0 ? "no vector" : vector(space));
        }
        return properties;
    }

    private Map<String, Object> changes() {
        Map<String, Object> changes = properties();
        changes.keySet().removeIf(key -> changes.get(key) instanceof float[] && random.nextBoolean());
        if (random.nextBoolean()) {
            changes.put("key" + random.nextInt(4), null);
        }
        return changes;
    }
}
