package io.contextdb.testkit.storage;

import io.contextdb.api.Metric;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.testkit.RandomValues;
import io.contextdb.testkit.storage.StorageModel.ModelEdge;
import io.contextdb.testkit.storage.StorageModel.ModelRow;
import io.contextdb.testkit.storage.StorageModel.ModelSpace;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Changes picked at random among those the engine may make on the present state. One that is not possible just now is
 * skipped.
 */
final class RandomChanges {
    private static final int NAMES = 6;
    private static final int DIMENSION_MAX = 40;
    private static final int SPACES_MAX = 3;
    private static final int PERCENT = 100;

    private final Random random;

    RandomChanges(Random random) {
        this.random = random;
    }

    void next(ModelledWriter writer) {
        StorageModel model = writer.model();
        int choice = random.nextInt(PERCENT);
        if (choice < 22) {
            createNode(writer);
        } else if (choice < 52) {
            createEdge(writer);
        } else if (choice < 60) {
            pick(model.edges.values()).ifPresent(writer::deleteEdge);
        } else if (choice < 64) {
            pick(model.liveNodes().stream().filter(node -> !model.bound(node)).toList())
                    .ifPresent(writer::deleteNode);
        } else if (choice < 69) {
            pick(model.liveNodes()).ifPresent(node -> writer.setLabels(node, labels(writer)));
        } else if (choice < 75) {
            pick(model.liveNodes()).ifPresent(node -> setNodeProperty(writer, node));
        } else if (choice < 79) {
            pick(model.edges.values()).ifPresent(edge -> setEdgeProperty(writer, edge));
        } else if (choice < 92) {
            pick(model.spaces.values()).ifPresent(space -> putVector(writer, space));
        } else if (choice < 96) {
            pick(model.spaces.values()).ifPresent(space -> deleteVector(writer, space));
        } else if (choice < 99) {
            createSpace(writer);
        } else {
            pick(model.spaces.keySet()).ifPresent(writer::dropSpace);
        }
    }

    private void createNode(ModelledWriter writer) {
        long id = random.nextInt(4) == 0 ? random.nextLong() : writer.model().nodeIdHighest + 1;
        if (writer.model().node(id) < 0) {
            writer.createNode(id, labels(writer), properties(writer));
        }
    }

    private void createEdge(ModelledWriter writer) {
        List<Integer> nodes = writer.model().liveNodes();
        if (nodes.isEmpty()) {
            return;
        }
        long id = random.nextInt(4) == 0 ? random.nextInt(1000) : writer.model().edgeIdHighest + 1;
        int type = writer.intern(TokenKind.EDGE_TYPE, random.nextBoolean() ? "LINKS" : "TYPE" + random.nextInt(NAMES));
        // Low ordinals more often, so that there are hubs, loops and parallel edges.
        int source = nodes.get(random.nextInt(1 + random.nextInt(nodes.size())));
        int target = nodes.get(random.nextInt(1 + random.nextInt(nodes.size())));
        if (!writer.model().edges.containsKey(id)) {
            writer.createEdge(id, source, target, type, properties(writer));
        }
    }

    private void setNodeProperty(ModelledWriter writer, int node) {
        writer.setNodeProperty(node, key(writer), random.nextInt(3) == 0 ? null : RandomValues.next(random));
    }

    private void setEdgeProperty(ModelledWriter writer, ModelEdge edge) {
        writer.setEdgeProperty(edge, key(writer), random.nextInt(3) == 0 ? null : RandomValues.next(random));
    }

    private void createSpace(ModelledWriter writer) {
        String name = "space" + random.nextInt(NAMES);
        boolean taken = writer.model().spaces.values().stream()
                .anyMatch(space -> space.space().name().equals(name));
        if (!taken && writer.model().spaces.size() < SPACES_MAX) {
            Metric metric = Metric.values()[random.nextInt(Metric.values().length)];
            int dimension = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(DIMENSION_MAX);
            writer.createSpace(
                    name,
                    VectorIndexOptions.of("hnsw")
                            .dimension(dimension)
                            .metric(metric)
                            .parameter("m", 2 + random.nextInt(20)));
        }
    }

    private void putVector(ModelledWriter writer, ModelSpace space) {
        int dimension = space.space().options().dimension();
        if (dimension > 0) {
            pick(writer.model().liveNodes())
                    .ifPresent(node ->
                            writer.putVector(space.space().number(), node, vector(dimension), random.nextFloat()));
        }
    }

    private void deleteVector(ModelledWriter writer, ModelSpace space) {
        pick(space.rows().stream().filter(ModelRow::live).map(ModelRow::node).toList())
                .ifPresent(node -> writer.deleteVector(space.space().number(), node));
    }

    private SortedSet<Integer> labels(ModelledWriter writer) {
        SortedSet<Integer> labels = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.add(writer.intern(TokenKind.LABEL, "Label" + random.nextInt(NAMES)));
        }
        return labels;
    }

    private SortedMap<Integer, Value> properties(ModelledWriter writer) {
        SortedMap<Integer, Value> properties = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            properties.put(key(writer), RandomValues.next(random));
        }
        return properties;
    }

    private int key(ModelledWriter writer) {
        return writer.intern(TokenKind.PROPERTY_KEY, "key" + random.nextInt(NAMES));
    }

    private float[] vector(int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private <T> Optional<T> pick(Collection<T> candidates) {
        return candidates.isEmpty()
                ? Optional.empty()
                : candidates.stream().skip(random.nextInt(candidates.size())).findFirst();
    }
}
