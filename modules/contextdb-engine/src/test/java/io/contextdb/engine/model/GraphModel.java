package io.contextdb.engine.model;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Metric;
import io.contextdb.api.Node;
import io.contextdb.api.Value;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.api.VectorIndexOptions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds, as simply as it can be said: maps that every call changes. A call that fails may leave it half
 * changed, so calls are made on a {@link #copy}. New ids are not the model's to choose: it takes those the database
 * gave and checks that they are new.
 */
public final class GraphModel implements GraphWriter {
    final SortedMap<Long, ModelNode> nodes = new TreeMap<>(Long::compareUnsigned);
    final SortedMap<Long, ModelEdge> edges = new TreeMap<>(Long::compareUnsigned);
    final SortedMap<String, VectorIndexOptions> spaces = new TreeMap<>();
    private final Deque<Long> idsGiven = new ArrayDeque<>();
    private long nodeIdHighest;
    private long edgeIdHighest;

    /**
     * What a database holds. The highest ids it ever saw may be above those it holds, which the model then does not
     * know.
     */
    public static GraphModel of(GraphReader reader) {
        GraphModel model = new GraphModel();
        reader.forEachNode(node -> {
            SortedMap<String, Value> properties = new TreeMap<>(node.properties());
            node.vectorNames()
                    .forEach(name -> properties.put(
                            name,
                            new VectorValue(reader.findVector(node.id(), name).orElseThrow())));
            model.nodes.put(node.id(), new ModelNode(new TreeSet<>(node.labels()), properties));
            model.nodeIdHighest = highest(model.nodeIdHighest, node.id());
            return true;
        });
        reader.forEachEdge(edge -> {
            model.edges.put(
                    edge.id(), new ModelEdge(edge.from(), edge.to(), edge.type(), new TreeMap<>(edge.properties())));
            model.edgeIdHighest = highest(model.edgeIdHighest, edge.id());
            return true;
        });
        reader.statistics().vectorSpaces().forEach(space -> model.spaces.put(space.name(), space.options()));
        return model;
    }

    /** Whether both hold the same; the highest ids, which cannot be read, left aside. */
    public boolean holdsSame(GraphModel other) {
        return nodes.equals(other.nodes) && edges.equals(other.edges) && spaces.equals(other.spaces);
    }

    /** An independent copy. */
    public GraphModel copy() {
        GraphModel copy = new GraphModel();
        nodes.forEach((id, node) ->
                copy.nodes.put(id, new ModelNode(new TreeSet<>(node.labels()), new TreeMap<>(node.properties()))));
        edges.forEach((id, edge) -> copy.edges.put(
                id, new ModelEdge(edge.from(), edge.to(), edge.type(), new TreeMap<>(edge.properties()))));
        copy.spaces.putAll(spaces);
        copy.nodeIdHighest = nodeIdHighest;
        copy.edgeIdHighest = edgeIdHighest;
        return copy;
    }

    /** What this is after a bulk load of rows, of which refused ones are left out. */
    public GraphModel with(List<RandomCalls.Call> rows, long... edgeIds) {
        GraphModel model = copy();
        int given = 0;
        for (RandomCalls.Call row : rows) {
            GraphModel next = model.copy();
            next.give(Arrays.copyOfRange(edgeIds, given, Math.min(given + 1, edgeIds.length)));
            try {
                row.make(next);
            } catch (ContextDbException e) {
                continue;
            }
            given += next.edges.size() - model.edges.size();
            model = next;
        }
        return model;
    }

    /** Whether a node is there and has a property of this name that is no vector. */
    public boolean hasPlainProperty(long id, String name) {
        ModelNode node = nodes.get(id);
        return node != null && node.plainProperties().containsKey(name);
    }

    /** The ids of edges a database has and this has not, ascending. */
    public long[] newEdges(GraphReader reader) {
        LongStream.Builder ids = LongStream.builder();
        reader.forEachEdge(edge -> {
            if (!edges.containsKey(edge.id())) {
                ids.add(edge.id());
            }
            return true;
        });
        return ids.build().sorted().toArray();
    }

    /** The ids of nodes a database has and this has not, ascending. */
    public long[] newNodes(GraphReader reader) {
        LongStream.Builder ids = LongStream.builder();
        reader.forEachNode(node -> {
            if (!nodes.containsKey(node.id())) {
                ids.add(node.id());
            }
            return true;
        });
        return ids.build().sorted().toArray();
    }

    /**
     * This as what a transaction left of {@code before}: ids that came and went within it were seen by nobody, and may
     * be given again.
     */
    public GraphModel committed(GraphModel before) {
        nodeIdHighest = before.nodeIdHighest;
        nodes.keySet().forEach(id -> nodeIdHighest = highest(nodeIdHighest, id));
        edgeIdHighest = before.edgeIdHighest;
        edges.keySet().forEach(id -> edgeIdHighest = highest(edgeIdHighest, id));
        return this;
    }

    /** The ids the database gave in the call that is made next. */
    public void give(long... ids) {
        idsGiven.clear();
        Arrays.stream(ids).forEach(idsGiven::add);
    }

    /** The ids of the nodes, ascending. */
    public List<Long> nodeIds() {
        return List.copyOf(nodes.keySet());
    }

    /** The ids of the edges, ascending. */
    public List<Long> edgeIds() {
        return List.copyOf(edges.keySet());
    }

    // --- nodes

    @Override
    public void insertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        if (nodes.containsKey(id)) {
            throw error(ErrorCode.NODE_EXISTS);
        }
        nodes.put(id, new ModelNode(new TreeSet<>(labels), new TreeMap<>()));
        nodeIdHighest = highest(nodeIdHighest, id);
        set(id, properties);
    }

    @Override
    public long insertNode(Collection<String> labels, Map<String, ?> properties) {
        long id = idsGiven.remove();
        if (Long.compareUnsigned(id, nodeIdHighest) <= 0) {
            throw new AssertionError("new node id " + id + " is not above " + nodeIdHighest);
        }
        insertNode(id, labels, properties);
        return id;
    }

    @Override
    public void insertNodes(Collection<Node> added) {
        added.forEach(node -> insertNode(node.id(), node.labels(), node.properties()));
    }

    @Override
    public void upsertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        SortedMap<String, Value> kept = new TreeMap<>();
        if (nodes.containsKey(id)) {
            ModelNode before = node(id);
            before.vectorNames()
                    .forEach(name -> kept.put(name, before.properties().get(name)));
        }
        nodes.put(id, new ModelNode(new TreeSet<>(labels), kept));
        nodeIdHighest = highest(nodeIdHighest, id);
        set(id, properties);
    }

    @Override
    public void updateNode(long id, Map<String, ? extends @Nullable Object> properties) {
        SortedMap<String, Value> present = node(id).properties();
        SortedMap<String, Object> values = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (value == null) {
                present.remove(key);
            } else {
                values.put(key, value);
            }
        });
        set(id, values);
    }

    @Override
    public void updateLabels(long id, Set<String> added, Set<String> removed) {
        SortedSet<String> labels = node(id).labels();
        labels.addAll(added);
        labels.removeAll(removed);
    }

    @Override
    public void deleteNode(long id) {
        node(id);
        if (edges.values().stream().anyMatch(edge -> edge.touches(id))) {
            throw error(ErrorCode.NODE_HAS_EDGES);
        }
        nodes.remove(id);
    }

    @Override
    public void detachDeleteNode(long id) {
        node(id);
        edges.values().removeIf(edge -> edge.touches(id));
        nodes.remove(id);
    }

    // --- edges

    @Override
    public long insertEdge(long from, long to, String type, Map<String, ?> properties) {
        node(from);
        node(to);
        long id = idsGiven.isEmpty() ? 0 : idsGiven.remove();
        if (Long.compareUnsigned(id, edgeIdHighest) <= 0) {
            throw new AssertionError("new edge id " + id + " is not above " + edgeIdHighest);
        }
        edgeIdHighest = id;
        edges.put(id, new ModelEdge(from, to, type, values(properties)));
        return id;
    }

    @Override
    public long[] insertEdges(Collection<Edge> added) {
        added.forEach(edge -> {
            node(edge.from());
            node(edge.to());
        });
        return added.stream()
                .mapToLong(edge -> insertEdge(edge.from(), edge.to(), edge.type(), edge.properties()))
                .toArray();
    }

    @Override
    public void updateEdge(long edgeId, Map<String, ? extends @Nullable Object> properties) {
        SortedMap<String, Value> present = edge(edgeId).properties();
        properties.forEach((key, value) -> {
            if (value == null) {
                present.remove(key);
            } else {
                present.put(key, Value.of(value));
            }
        });
    }

    @Override
    public void deleteEdge(long edgeId) {
        edge(edgeId);
        edges.remove(edgeId);
    }

    // --- vectors

    @Override
    public void insertVector(long id, String name, float[] vector) {
        set(id, Map.of(name, vector));
    }

    @Override
    public void insertVectors(String name, Map<Long, float[]> vectors) {
        vectors.forEach((id, vector) -> insertVector(id, name, vector));
    }

    @Override
    public void deleteVector(long id, String name) {
        if (!node(id).vectorNames().contains(name)) {
            throw error(ErrorCode.VECTOR_NOT_FOUND);
        }
        node(id).properties().remove(name);
    }

    // --- schema

    @Override
    public void createVectorIndex(String name, VectorIndexOptions options) {
        VectorIndexOptions present = spaces.get(name);
        boolean same = options.equals(present)
                || present != null && options.dimension() == 0 && options.equals(present.dimension(0));
        if (present != null && !same) {
            throw error(ErrorCode.INDEX_EXISTS);
        }
        spaces.putIfAbsent(name, options);
    }

    @Override
    public void dropVectorIndex(String name) {
        if (spaces.remove(name) == null) {
            throw error(ErrorCode.INDEX_NOT_FOUND);
        }
        nodes.values().forEach(node -> {
            if (node.vectorNames().contains(name)) {
                node.properties().remove(name);
            }
        });
    }

    // --- parts

    private ModelNode node(long id) {
        ModelNode node = nodes.get(id);
        if (node == null) {
            throw error(ErrorCode.NODE_NOT_FOUND);
        }
        return node;
    }

    private ModelEdge edge(long id) {
        ModelEdge edge = edges.get(id);
        if (edge == null) {
            throw error(ErrorCode.EDGE_NOT_FOUND);
        }
        return edge;
    }

    private void set(long id, Map<String, ?> properties) {
        ModelNode node = node(id);
        values(properties).forEach((name, value) -> {
            if (value instanceof VectorValue(float[] vector)) {
                check(name, vector);
            }
            node.properties().put(name, value);
        });
    }

    private void check(String name, float[] vector) {
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw error(ErrorCode.VECTOR_NOT_FINITE);
            }
        }
        VectorIndexOptions options = spaces.getOrDefault(name, VectorIndexOptions.hnsw());
        if (options.dimension() != 0 && options.dimension() != vector.length) {
            throw error(ErrorCode.DIMENSION_MISMATCH);
        }
        if (options.metric() == Metric.COSINE && Arrays.equals(vector, new float[vector.length])) {
            throw error(ErrorCode.VECTOR_ZERO);
        }
        spaces.put(name, options.dimension(vector.length));
    }

    private static SortedMap<String, Value> values(Map<String, ?> properties) {
        SortedMap<String, Value> values = new TreeMap<>();
        properties.forEach((key, value) -> values.put(key, Value.of(value)));
        return values;
    }

    private static long highest(long left, long right) {
        return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }

    private static ContextDbException error(ErrorCode code) {
        return new ContextDbException(code, "says the model");
    }
}
