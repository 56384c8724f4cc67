package io.contextdb.engine.write;

import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMaps;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The net changes of a transaction. Changes of spaces come first, in their order; then nodes, edges, and the vectors of each space, each once,
 * in the order of first touch. An entity that came and went keeps its place as a change of nothing, so places never shift.
 *
 * <p>Every vector that its author saw vanish because a plain property took its name has an explicit {@link VectorChange.Delete}, and
 * every plain property that a vector replaced stands in {@link NodeChange#propertiesRemoved}. So a reader of the set looks in one place.
 *
 * <p>Used by one thread at a time.
 */
public final class WriteSet {
    private final List<SpaceChange> spaces = new ArrayList<>();
    private final Long2ObjectLinkedOpenHashMap<NodeChange> nodes = new Long2ObjectLinkedOpenHashMap<>();
    private final Long2ObjectLinkedOpenHashMap<EdgeChange> edges = new Long2ObjectLinkedOpenHashMap<>();
    /** The ids of the nodes and of the edges that change, in the order of first touch, so that places can be asked for. */
    private final LongArrayList nodeOrder = new LongArrayList();

    private final LongArrayList edgeOrder = new LongArrayList();
    private final Map<String, Long2ObjectLinkedOpenHashMap<VectorChange>> vectors = new LinkedHashMap<>();
    private int vectorCount;
    private long revision;
    private long rollbacks;
    private @Nullable List<Runnable> undo;

    /** A set without changes. */
    public WriteSet() {}

    /** Grows with every change, so that what is derived from the set knows when it is out of date. */
    public long revision() {
        return revision;
    }

    /** How often work was taken back, so that places given since may have shifted. */
    public long rollbacks() {
        return rollbacks;
    }

    /** How many changes there are. */
    public int size() {
        return spaces.size() + nodes.size() + edges.size() + vectorCount;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** The changes of spaces in their order. */
    public List<SpaceChange> spaces() {
        return Collections.unmodifiableList(spaces);
    }

    /** The changes of nodes in the order of first touch. */
    public Collection<NodeChange> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /** How many nodes change. */
    public int nodeCount() {
        return nodeOrder.size();
    }

    /** The id of the node whose change stands at a place, counted from 0. */
    public long nodeAt(int place) {
        return nodeOrder.getLong(place);
    }

    /** The change of a node, or null. */
    public @Nullable NodeChange node(long id) {
        return nodes.get(id);
    }

    /** The changes of edges in the order of first touch; created ones are therefore in the order of creation. */
    public Collection<EdgeChange> edges() {
        return Collections.unmodifiableCollection(edges.values());
    }

    /** How many edges change. */
    public int edgeCount() {
        return edgeOrder.size();
    }

    /** The id of the edge whose change stands at a place, counted from 0. */
    public long edgeAt(int place) {
        return edgeOrder.getLong(place);
    }

    /** The change of an edge, or null. */
    public @Nullable EdgeChange edge(long id) {
        return edges.get(id);
    }

    /** The spaces whose vectors change, in the order of first touch. */
    public Set<String> vectorSpaces() {
        return Collections.unmodifiableSet(vectors.keySet());
    }

    /** The changes of a space's vectors by node id, in the order of first touch. */
    public Long2ObjectMap<VectorChange> vectors(String space) {
        Long2ObjectLinkedOpenHashMap<VectorChange> changes = vectors.get(space);
        return changes == null ? Long2ObjectMaps.emptyMap() : Long2ObjectMaps.unmodifiable(changes);
    }

    /** The change of a node's vector, or null. */
    public @Nullable VectorChange vector(String space, long nodeId) {
        Long2ObjectLinkedOpenHashMap<VectorChange> changes = vectors.get(space);
        return changes == null ? null : changes.get(nodeId);
    }

    /** Does some work whole or not at all: when it throws, the set is as it was before. */
    public <T> T whole(Supplier<T> work) {
        assert undo == null;
        List<Runnable> steps = new ArrayList<>();
        undo = steps;
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            undo = null;
            if (!done) {
                steps.reversed().forEach(Runnable::run);
                revision++;
                rollbacks++;
            }
        }
    }

    /** Adds a change of spaces. A space that goes takes the changes of its vectors with it. */
    public void add(SpaceChange change) {
        spaces.add(change);
        changed(spaces::removeLast);
        if (change instanceof SpaceChange.Drop) {
            Long2ObjectLinkedOpenHashMap<VectorChange> gone = vectors.remove(change.name());
            if (gone != null) {
                vectorCount -= gone.size();
                changed(() -> {
                    vectors.put(change.name(), gone);
                    vectorCount += gone.size();
                });
            }
        }
    }

    /** Puts the change of a node in the place of an earlier one, or at the end. */
    public void put(NodeChange change) {
        NodeChange earlier = nodes.put(change.id(), change);
        if (earlier == null) {
            nodeOrder.add(change.id());
        }
        changed(() -> restore(nodes, change.id(), earlier, nodeOrder));
    }

    /** Puts the change of an edge in the place of an earlier one, or at the end. */
    public void put(EdgeChange change) {
        EdgeChange earlier = edges.put(change.id(), change);
        if (earlier == null) {
            edgeOrder.add(change.id());
        }
        changed(() -> restore(edges, change.id(), earlier, edgeOrder));
    }

    /** Puts the change of a vector in the place of an earlier one, or at the end. */
    public void put(String space, long nodeId, VectorChange change) {
        Long2ObjectLinkedOpenHashMap<VectorChange> changes =
                vectors.computeIfAbsent(space, name -> new Long2ObjectLinkedOpenHashMap<>());
        VectorChange earlier = changes.put(nodeId, change);
        vectorCount += earlier == null ? 1 : 0;
        changed(() -> {
            restore(changes, nodeId, earlier);
            vectorCount -= earlier == null ? 1 : 0;
        });
    }

    /** Takes back the change of a vector, if there is one. */
    public void removeVector(String space, long nodeId) {
        Long2ObjectLinkedOpenHashMap<VectorChange> changes = vectors.get(space);
        VectorChange gone = changes == null ? null : changes.remove(nodeId);
        if (changes != null && gone != null) {
            vectorCount--;
            changed(() -> {
                changes.put(nodeId, gone);
                vectorCount++;
            });
        }
    }

    private void changed(Runnable back) {
        revision++;
        if (undo != null) {
            undo.add(back);
        }
    }

    private static <T> void restore(
            Long2ObjectLinkedOpenHashMap<T> map, long id, @Nullable T earlier, LongArrayList order) {
        restore(map, id, earlier);
        if (earlier == null) {
            order.removeLong(order.size() - 1);
        }
    }

    private static <T> void restore(Long2ObjectLinkedOpenHashMap<T> map, long id, @Nullable T earlier) {
        if (earlier == null) {
            map.remove(id);
        } else {
            map.put(id, earlier);
        }
    }
}
