package io.contextdb.engine.model;

import io.contextdb.api.Edge;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Metric;
import io.contextdb.api.Node;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.testkit.RandomValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Calls of a writer, mostly sensible, now and then wrong. Ids are few, so that calls meet. */
public final class RandomCalls {
    private static final List<String> LABELS = List.of("Person", "Paper", "Topic", "Ä");
    private static final List<String> TYPES = List.of("KNOWS", "OWNS", "CITES");
    private static final List<String> KEYS = List.of("name", "age", "text", "embedding", "other");
    private static final List<String> SPACES = List.of("embedding", "other");
    private static final long[] NO_IDS = {};

    /** A call, by the ids it made; empty when it makes none. */
    @FunctionalInterface
    public interface Call {
        /** Makes it. */
        long[] make(GraphWriter writer);
    }

    private final Random random;
    private final int ids;

    /**
     * Calls.
     *
     * @param ids how many different node ids are used
     */
    public RandomCalls(Random random, int ids) {
        this.random = random;
        this.ids = ids;
    }

    /** The next call, on what a model holds. */
    public Call next(GraphModel model) {
        int choice = random.nextInt(100);
        if (choice < 40) {
            return nodeCall(choice, model);
        }
        return choice < 70 ? edgeCall(choice, model) : vectorCall(choice, model);
    }

    /**
     * The next row of a bulk load, on what a model holds: a node, an edge or a vector. A load takes no name both as
     * vector and as property.
     */
    public Call nextRow(GraphModel model) {
        long id = anyNode(model);
        long other = anyNode(model);
        long fresh = nodeId();
        String type = one(TYPES);
        String space = one(SPACES);
        List<String> labels = labels();
        Map<String, Object> plain = plainProperties();
        plain.keySet().removeAll(SPACES);
        Map<String, Object> properties = new TreeMap<>(plain);
        float[] vector = vector();
        if (random.nextBoolean()) {
            properties.put(space, vector);
        }
        boolean taken = model.hasPlainProperty(id, space);
        return switch (random.nextInt(taken ? 2 : 3)) {
            case 0 -> nothing(writer -> writer.insertNode(fresh, labels, properties));
            case 1 -> writer -> new long[] {writer.insertEdge(id, other, type, plain)};
            default -> nothing(writer -> writer.insertVector(id, space, vector));
        };
    }

    private Call nodeCall(int choice, GraphModel model) {
        long id = anyNode(model);
        List<String> labels = labels();
        Map<String, Object> properties = properties();
        if (choice < 10) {
            long newId = nodeId();
            return nothing(writer -> writer.insertNode(newId, labels, properties));
        } else if (choice < 16) {
            properties.keySet().removeAll(SPACES);
            return writer -> new long[] {writer.insertNode(labels, properties)};
        } else if (choice < 19) {
            List<Node> nodes = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                nodes.add(Node.of(nodeId(), new TreeSet<>(labels()), properties()));
            }
            return nothing(writer -> writer.insertNodes(nodes));
        } else if (choice < 23) {
            return nothing(writer -> writer.upsertNode(id, labels, properties));
        } else if (choice < 29) {
            Map<String, Object> changes = changes();
            return nothing(writer -> writer.updateNode(id, changes));
        } else if (choice < 33) {
            Set<String> added = new TreeSet<>(labels);
            Set<String> removed = new TreeSet<>(labels());
            return nothing(writer -> writer.updateLabels(id, added, removed));
        } else if (choice < 36) {
            return nothing(writer -> writer.deleteNode(id));
        }
        return nothing(writer -> writer.detachDeleteNode(id));
    }

    private Call edgeCall(int choice, GraphModel model) {
        long from = anyNode(model);
        long to = random.nextInt(10) == 0 ? from : anyNode(model);
        String type = one(TYPES);
        Map<String, Object> properties = plainProperties();
        long edge = anyEdge(model);
        if (choice < 54) {
            return writer -> new long[] {writer.insertEdge(from, to, type, properties)};
        } else if (choice < 58) {
            List<Edge> edges = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                edges.add(new Edge(0, anyNode(model), anyNode(model), one(TYPES), new TreeMap<>()));
            }
            return writer -> writer.insertEdges(edges);
        } else if (choice < 64) {
            Map<String, Object> changes = changes();
            changes.keySet().removeAll(SPACES);
            return nothing(writer -> writer.updateEdge(edge, changes));
        }
        return nothing(writer -> writer.deleteEdge(edge));
    }

    private Call vectorCall(int choice, GraphModel model) {
        String space = one(SPACES);
        long id = anyNode(model);
        if (choice < 86) {
            float[] vector = vector();
            return nothing(writer -> writer.insertVector(id, space, vector));
        } else if (choice < 91) {
            Map<Long, float[]> vectors = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                vectors.put(anyNode(model), vector());
            }
            return nothing(writer -> writer.insertVectors(space, vectors));
        } else if (choice < 96) {
            return nothing(writer -> writer.deleteVector(id, space));
        } else if (choice < 98) {
            VectorIndexOptions options = VectorIndexOptions.of(random.nextBoolean() ? "hnsw" : "flat")
                    .metric(one(List.of(Metric.values())))
                    .dimension(one(List.of(0, 3, 3, 4)));
            return nothing(writer -> writer.createVectorIndex(space, options));
        }
        return nothing(writer -> writer.dropVectorIndex(space));
    }

    private static Call nothing(Consumer<GraphWriter> call) {
        return writer -> {
            call.accept(writer);
            return NO_IDS;
        };
    }

    private long nodeId() {
        return random.nextInt(20) == 0 ? Long.MIN_VALUE + random.nextInt(3) : random.nextInt(ids);
    }

    private long anyNode(GraphModel model) {
        List<Long> present = model.nodeIds();
        return present.isEmpty() || random.nextInt(12) == 0 ? nodeId() : one(present);
    }

    private long anyEdge(GraphModel model) {
        List<Long> present = model.edgeIds();
        return present.isEmpty() || random.nextInt(12) == 0 ? random.nextInt(100) : one(present);
    }

    private List<String> labels() {
        return random.ints(random.nextInt(3), 0, LABELS.size())
                .mapToObj(LABELS::get)
                .toList();
    }

    private Map<String, Object> plainProperties() {
        SortedMap<String, Object> properties = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            properties.put(one(KEYS), RandomValues.next(random));
        }
        return properties;
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = plainProperties();
        if (random.nextInt(4) == 0) {
            properties.put(one(SPACES), vector());
        }
        return properties;
    }

    private Map<String, Object> changes() {
        Map<String, Object> changes = new LinkedHashMap<>(properties());
        if (random.nextInt(2) == 0) {
            changes.put(one(KEYS), null);
        }
        return changes;
    }

    private float[] vector() {
        float[] vector = new float[random.nextInt(15) == 0 ? 4 : 3];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(40) == 0 ? Float.NaN : random.nextInt(-2, 3);
        }
        return vector;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
