package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.testkit.storage.StorageModel.ModelEdge;
import io.contextdb.testkit.storage.StorageModel.ModelNode;
import io.contextdb.testkit.storage.StorageModel.ModelRow;
import io.contextdb.testkit.storage.StorageModel.ModelSpace;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes each change on a generation and on its model, and compares what the two return. */
final class ModelledWriter {
    private final StorageGeneration generation;
    private final StorageModel model;
    private final StorageView base;
    /** The ordinals of the edges created here. */
    private final Map<Long, Integer> edgesCreated = new HashMap<>();

    private int edgeNext;
    private int spaceNext;

    ModelledWriter(StorageGeneration generation, StorageModel model, int spaceNext) {
        this.generation = generation;
        this.model = model;
        this.base = generation.view();
        this.edgeNext = base.edgeLimit();
        this.spaceNext = spaceNext;
    }

    StorageModel model() {
        return model;
    }

    int spaceNext() {
        return spaceNext;
    }

    int intern(TokenKind kind, String name) {
        int token = generation.writer().intern(kind, name);
        assertEquals(model.intern(kind, name), token, () -> "number of the " + kind + " " + name);
        return token;
    }

    int createNode(long id, SortedSet<Integer> labels, SortedMap<Integer, Value> properties) {
        int node = generation.writer().createNode(id, ints(labels), ints(properties.keySet()), values(properties));
        assertEquals(model.nodes.size(), node, "ordinal of a new node");
        model.nodes.add(new ModelNode(id, true, labels, properties));
        model.seen(id, 0);
        return node;
    }

    void setLabels(int node, SortedSet<Integer> labels) {
        generation.writer().setLabels(node, ints(labels));
        ModelNode before = model.nodes.get(node);
        model.nodes.set(node, new ModelNode(before.id(), true, labels, before.properties()));
    }

    void setNodeProperty(int node, int key, @Nullable Value value) {
        generation.writer().setNodeProperty(node, key, value);
        set(model.nodes.get(node).properties(), key, value);
    }

    void deleteNode(int node) {
        generation.writer().deleteNode(node);
        model.nodes.set(node, new ModelNode(model.nodes.get(node).id(), false, new TreeSet<>(), new TreeMap<>()));
    }

    void createEdge(long id, int source, int target, int type, SortedMap<Integer, Value> properties) {
        int edge =
                generation.writer().createEdge(id, source, target, type, ints(properties.keySet()), values(properties));
        assertEquals(edgeNext++, edge, "ordinal of a new edge");
        edgesCreated.put(id, edge);
        model.edges.put(id, new ModelEdge(id, source, target, type, properties, false));
        model.seen(0, id);
    }

    void setEdgeProperty(ModelEdge edge, int key, @Nullable Value value) {
        generation.writer().setEdgeProperty(ordinal(edge.id()), key, value);
        set(edge.properties(), key, value);
    }

    void deleteEdge(ModelEdge edge) {
        generation.writer().deleteEdge(ordinal(edge.id()));
        model.edges.remove(edge.id());
    }

    private int ordinal(long id) {
        Integer created = edgesCreated.get(id);
        return created == null ? base.edge(id) : created;
    }

    int createSpace(String name, VectorIndexOptions options) {
        int number = generation.writer().createSpace(name, options);
        assertEquals(spaceNext++, number, "number of a new vector space");
        model.spaces.put(number, new ModelSpace(new VectorSpace(number, name, options), List.of()));
        return number;
    }

    void dropSpace(int number) {
        generation.writer().dropSpace(number);
        model.spaces.remove(number);
    }

    void putVector(int space, int node, float[] vector, float inverseNorm) {
        int row = generation.writer().putVector(space, node, vector, inverseNorm);
        ModelSpace rows = model.space(space);
        assertEquals(rows.rows().size(), row, "ordinal of a new row");
        kill(rows, node);
        rows.rows().add(new ModelRow(node, vector, inverseNorm, true));
    }

    void deleteVector(int space, int node) {
        generation.writer().deleteVector(space, node);
        kill(model.space(space), node);
    }

    StorageView publish() {
        LogPosition position = new LogPosition(1, model.position.index() + 1);
        model.position = position;
        return generation.writer().publish(position);
    }

    private static void kill(ModelSpace space, int node) {
        int row = space.row(node);
        if (row >= 0) {
            ModelRow before = space.rows().get(row);
            space.rows().set(row, new ModelRow(node, before.vector(), before.inverseNorm(), false));
        }
    }

    private static void set(SortedMap<Integer, Value> properties, int key, @Nullable Value value) {
        if (value == null) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
    }

    static int[] ints(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    static Value[] values(SortedMap<Integer, Value> properties) {
        return properties.values().toArray(Value[]::new);
    }
}
