package io.contextdb.engine.write;

import io.contextdb.api.Edge;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Node;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.write.NodeChange.Arrival;
import io.contextdb.engine.write.NodeChange.Removal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns calls of {@link GraphWriter} into a write set. Each call is checked against the state the set starts from and
 * what the set did before; a call that throws leaves the set as it was. The last word is spoken when the set is
 * applied.
 *
 * <p>Used by one thread at a time, while the view is retained.
 */
public final class WriteSetBuilder implements GraphWriter {
    private final WriteSet set;
    private final SetState state;
    private final EntitySizes sizes;
    private final WriteRules rules;
    private final boolean readsOwnWrites;
    private final LongConsumer reads;

    /** The highest node id the set brought in, as an unsigned number: an id that is chosen must lie above it. */
    private long nodeIdHighest;

    /**
     * A builder on top of a state.
     *
     * @param readsOwnWrites whether queries will see the set, so that it must name every edge that goes with a detached
     *     node
     * @param reads is told the {@linkplain ReadKeys keys} of what decided a call, where applying the set does not
     *     decide it again
     */
    public WriteSetBuilder(
            WriteSet set, StorageView base, WriteRules rules, boolean readsOwnWrites, LongConsumer reads) {
        this.set = set;
        this.state = new SetState(set, base);
        this.sizes = new EntitySizes(base);
        this.rules = rules;
        this.readsOwnWrites = readsOwnWrites;
        this.reads = reads;
    }

    // --- nodes

    @Override
    public void insertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        call(() -> insert(id, rules.input().labels(labels), rules.input().properties(properties)));
    }

    @Override
    public long insertNode(Collection<String> labels, Map<String, ?> properties) {
        return call(() -> {
            List<String> checkedLabels = rules.input().labels(labels);
            PropertyList checkedProperties = rules.input().properties(properties);
            long id = rules.ids().nextNodeId(nodeIdHighest);
            insert(id, checkedLabels, checkedProperties);
            return id;
        });
    }

    @Override
    public void insertNodes(Collection<Node> nodes) {
        call(() -> {
            for (Node node : nodes) {
                insert(
                        node.id(),
                        rules.input().labels(node.labels()),
                        rules.input().properties(node.properties()));
            }
        });
    }

    @Override
    public void upsertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        call(() -> arrive(
                id, Arrival.UPSERT, rules.input().labels(labels), rules.input().properties(properties)));
    }

    @Override
    public void updateNode(long id, Map<String, ? extends @Nullable Object> properties) {
        call(() -> {
            requireNode(id);
            SortedSet<String> removed = removedNames(properties);
            PropertyList values = setValues(properties);
            SortedMap<String, float[]> vectors = VectorProperties.of(values);
            PropertyList plain = VectorProperties.without(vectors, values);
            hideVectors(id, plain.names());
            hideVectors(id, removed);
            NodeChange change = state.nodeChange(id).withProperties(plain, removed);
            rules.input().propertyCount(sizes.properties(change));
            set.put(change);
            putVectors(id, vectors);
        });
    }

    @Override
    public void updateLabels(long id, Set<String> added, Set<String> removed) {
        call(() -> {
            requireNode(id);
            NodeChange change = state.nodeChange(id)
                    .withLabels(rules.input().labels(added), rules.input().labels(removed));
            rules.input().labelCount(sizes.labels(change));
            set.put(change);
        });
    }

    @Override
    public void deleteNode(long id) {
        call(() -> {
            requireNode(id);
            int edges = state.edges(id).length;
            if (edges > 0) {
                reads.accept(ReadKeys.outgoing(id));
                reads.accept(ReadKeys.incoming(id));
                throw Refusals.nodeHasEdges(id, edges);
            }
            leave(id, Removal.DELETE);
        });
    }

    @Override
    public void detachDeleteNode(long id) {
        call(() -> {
            requireNode(id);
            if (readsOwnWrites) {
                for (long edge : state.edges(id)) {
                    removeEdge(edge, false);
                }
            }
            leave(id, Removal.DETACH);
        });
    }

    // --- edges

    @Override
    public long insertEdge(long from, long to, String type, Map<String, ?> properties) {
        return call(() -> insert(from, to, type, properties));
    }

    @Override
    public long[] insertEdges(Collection<Edge> edges) {
        return call(() -> {
            long[] ids = new long[edges.size()];
            int next = 0;
            for (Iterator<Edge> each = edges.iterator(); each.hasNext() && next < ids.length; next++) {
                Edge edge = each.next();
                ids[next] = insert(edge.from(), edge.to(), edge.type(), edge.properties());
            }
            return ids;
        });
    }

    @Override
    public void updateEdge(long edgeId, Map<String, ? extends @Nullable Object> properties) {
        call(() -> {
            requireEdge(edgeId);
            SortedSet<String> removed = removedNames(properties);
            PropertyList values = VectorProperties.requireNone(setValues(properties));
            EdgeChange change = state.edgeChangedBy(edgeId, values, removed);
            rules.input().propertyCount(sizes.properties(change));
            set.put(change);
        });
    }

    @Override
    public void deleteEdge(long edgeId) {
        call(() -> {
            requireEdge(edgeId);
            removeEdge(edgeId, true);
        });
    }

    // --- vectors

    @Override
    public void insertVector(long id, String name, float[] vector) {
        call(() -> {
            requireNode(id);
            putVector(id, name, vector.clone());
        });
    }

    @Override
    public void insertVectors(String name, Map<Long, float[]> vectors) {
        call(() -> vectors.forEach((id, vector) -> {
            requireNode(id);
            putVector(id, name, vector.clone());
        }));
    }

    @Override
    public void deleteVector(long id, String name) {
        call(() -> {
            requireNode(id);
            if (!state.hasVector(id, name)) {
                reads.accept(ReadKeys.node(id));
                throw Refusals.vectorNotFound(id, name);
            }
            if (state.baseHasVector(id, name)) {
                set.put(name, id, new VectorChange.Delete(true));
            } else {
                set.removeVector(name, id);
            }
        });
    }

    // --- schema

    @Override
    public void createVectorIndex(String name, VectorIndexOptions options) {
        call(() -> {
            rules.input().name("vector index", name);
            rules.indexCheck().accept(options);
            VectorIndexOptions present = state.spaceOptions(name);
            if (present == null) {
                set.add(new SpaceChange.Create(name, options, false));
            } else if (!Refusals.sameIndex(present, options)) {
                reads.accept(ReadKeys.space(name));
                throw Refusals.indexExists(name, present);
            }
        });
    }

    @Override
    public void dropVectorIndex(String name) {
        call(() -> {
            if (state.spaceOptions(name) == null) {
                reads.accept(ReadKeys.space(name));
                throw Refusals.indexNotFound(name);
            }
            set.add(new SpaceChange.Drop(name));
        });
    }

    // --- parts

    private void insert(long id, List<String> labels, PropertyList properties) {
        if (state.nodeExists(id)) {
            reads.accept(ReadKeys.node(id));
            throw Refusals.nodeExists(id);
        }
        arrive(id, Arrival.INSERT, labels, properties);
    }

    private void arrive(long id, Arrival arrival, List<String> labels, PropertyList properties) {
        SortedMap<String, float[]> vectors = VectorProperties.of(properties);
        PropertyList plain = VectorProperties.without(vectors, properties);
        NodeChange present = set.node(id);
        NodeChange change = present == null ? NodeChange.update(id) : present;
        // An upsert over an insert of this very set keeps the stronger promise that the id was free.
        Arrival kind = change.arrival() == Arrival.INSERT ? Arrival.INSERT : arrival;
        if (present != null || kind == Arrival.UPSERT) {
            hideVectors(id, plain.names());
        }
        if (Long.compareUnsigned(id, nodeIdHighest) > 0) {
            nodeIdHighest = id;
        }
        set.put(change.arriving(kind, labels, plain));
        putVectors(id, vectors);
    }

    private void leave(long id, Removal removal) {
        NodeChange change = state.nodeChange(id);
        for (String space : List.copyOf(set.vectorSpaces())) {
            set.removeVector(space, id);
        }
        if (change.removal() != Removal.NONE) {
            set.put(change.leaving(change.removal()));
        } else if (state.baseNode(id) >= 0) {
            set.put(change.leaving(removal));
        } else {
            // It came and goes within this set: only that its id was free remains to be checked.
            reads.accept(ReadKeys.node(id));
            set.put(NodeChange.update(id));
        }
    }

    private long insert(long from, long to, String type, Map<String, ?> properties) {
        rules.input().name("edge type", type);
        PropertyList values = VectorProperties.requireNone(rules.input().properties(properties));
        requireNode(from);
        requireNode(to);
        long id = rules.ids().nextEdgeId();
        EdgeChange.Insert change = new EdgeChange.Insert(id, from, to, type, values);
        set.put(change);
        state.edgeInserted(change);
        return id;
    }

    private void removeEdge(long id, boolean required) {
        if (set.edge(id) instanceof EdgeChange.Insert) {
            set.put(new EdgeChange.Void(id));
        } else {
            set.put(new EdgeChange.Delete(id, required));
        }
    }

    private void putVectors(long id, SortedMap<String, float[]> vectors) {
        vectors.forEach((name, vector) -> putVector(id, name, vector));
    }

    private void putVector(long id, String name, float[] vector) {
        InputCheck.vector(name, vector);
        VectorIndexOptions options = state.spaceOptions(name);
        if (options == null) {
            rules.input().name("vector index", name);
            options = VectorIndexOptions.of(rules.vectorIndexType()).dimension(vector.length);
            rules.indexCheck().accept(options);
            set.add(new SpaceChange.Create(name, options, true));
        }
        int dimension = state.dimension(name, options);
        if (dimension != 0 && dimension != vector.length) {
            reads.accept(ReadKeys.space(name));
            throw Refusals.dimensionMismatch(name, vector.length, dimension);
        }
        Norms.inverseNorm(name, options.metric(), vector);
        if (state.hasPlainProperty(id, name)) {
            set.put(state.nodeChange(id).withProperties(PropertyList.EMPTY, List.of(name)));
        }
        set.put(name, id, new VectorChange.Put(vector));
    }

    /** A plain property takes the name of a vector, or the name is removed: the vector goes. */
    private void hideVectors(long id, Collection<String> names) {
        for (String name : names) {
            if (state.baseHasVector(id, name)) {
                set.put(name, id, new VectorChange.Delete(false));
            } else {
                set.removeVector(name, id);
            }
        }
    }

    private SortedSet<String> removedNames(Map<String, ? extends @Nullable Object> properties) {
        SortedSet<String> removed = new TreeSet<>();
        properties.forEach((key, value) -> {
            if (value == null) {
                removed.add(rules.input().name("property key", key));
            }
        });
        return removed;
    }

    private PropertyList setValues(Map<String, ? extends @Nullable Object> properties) {
        Map<String, Object> present = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (value != null) {
                present.put(key, value);
            }
        });
        return rules.input().properties(present);
    }

    private void requireNode(long id) {
        if (!state.nodeExists(id)) {
            reads.accept(ReadKeys.node(id));
            throw Refusals.nodeNotFound(id);
        }
    }

    private void requireEdge(long id) {
        if (!state.edgeExists(id)) {
            reads.accept(ReadKeys.edge(id));
            throw Refusals.edgeNotFound(id);
        }
    }

    private void call(Runnable work) {
        call(() -> {
            work.run();
            return 0;
        });
    }

    private <T> T call(Supplier<T> work) {
        return set.whole(() -> {
            T result = work.get();
            rules.input().operationCount(set.size());
            return result;
        });
    }
}
