package io.contextdb.engine.write;

import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMaps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The net changes of a transaction. Changes of spaces come first, in their order; then nodes, edges, and the vectors of
 * each space, each once, in the order of first touch. An entity that came and went keeps its place as a change of
 * nothing, so places never shift.
 *
 * <p>Every vector that its author saw vanish because a plain property took its name has an explicit
 * {@link VectorChange.Delete}, and every plain property that a vector replaced stands in
 * {@link NodeChange#propertiesRemoved}. So a reader of the set looks in one place.
 *
 * <p>Used by one thread at a time.
 */
public final class WriteSet {
    private final List<SpaceChange> spaces = new ArrayList<>();
    private final ChangeList<NodeChange> nodes = new ChangeList<>();
    private final ChangeList<EdgeChange> edges = new ChangeList<>();
    private final Map<String, Long2ObjectLinkedOpenHashMap<VectorChange>> vectors = new LinkedHashMap<>();
    private int vectorCount;
    private long revision;
    private long rollbacks;

    /** Whether there may be changes of nothing. */
    private boolean unsettled;

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

    /** The changes of nodes in the order of first touch, which is that of their places. */
    public List<NodeChange> nodes() {
        return nodes.list();
    }

    /** The place of a node's change, counted from 0, or -1 when it does not change. */
    public int nodePlace(long id) {
        return nodes.place(id);
    }

    /** The change of a node, or null. */
    public @Nullable NodeChange node(long id) {
        return nodes.get(id);
    }

    /** The changes of edges in the order of first touch; created ones are therefore in the order of creation. */
    public List<EdgeChange> edges() {
        return edges.list();
    }

    /** The place of an edge's change, counted from 0, or -1 when it does not change. */
    public int edgePlace(long id) {
        return edges.place(id);
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

    /** The same without changes of nothing, which is how it is read again from its bytes; places may be others. */
    public WriteSet settled() {
        if (!unsettled) {
            return this;
        }
        WriteSet settled = new WriteSet();
        spaces.forEach(settled::add);
        nodes.list().stream().filter(change -> !change.isVoid()).forEach(settled::put);
        edges.list().stream()
                .filter(change -> !(change instanceof EdgeChange.Void))
                .forEach(settled::put);
        vectors.forEach((space, changes) -> changes.forEach((id, change) -> settled.put(space, id, change)));
        return settled;
    }

    /** Does some work whole or not at all: when it throws, the set is as it was before. */
    public <T> T whole(Supplier<T> work) {
        assert undo == null;
        List<Runnable> steps = new ArrayList<>();
        undo = steps;
        int nodesBefore = nodes.size();
        int edgesBefore = edges.size();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            undo = null;
            if (!done) {
                steps.reversed().forEach(Runnable::run);
                nodes.truncate(nodesBefore);
                edges.truncate(edgesBefore);
                unsettled = true;
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
        unsettled |= change.isVoid();
        put(nodes, change);
    }

    /** Puts the change of an edge in the place of an earlier one, or at the end. */
    public void put(EdgeChange change) {
        unsettled |= change instanceof EdgeChange.Void;
        put(edges, change);
    }

    /** Only a replacement is noted for undoing: {@link #whole} cuts off what was added at the end. */
    private <T extends EntityChange> void put(ChangeList<T> changes, T change) {
        T earlier = changes.put(change);
        revision++;
        if (earlier != null && undo != null) {
            undo.add(() -> changes.put(earlier));
        }
    }

    /** Puts the change of a vector in the place of an earlier one, or at the end. */
    public void put(String space, long nodeId, VectorChange change) {
        Long2ObjectLinkedOpenHashMap<VectorChange> changes =
                vectors.computeIfAbsent(space, name -> new Long2ObjectLinkedOpenHashMap<>());
        VectorChange earlier = changes.put(nodeId, change);
        vectorCount += earlier == null ? 1 : 0;
        changed(() -> {
            if (earlier == null) {
                changes.remove(nodeId);
                vectorCount--;
            } else {
                changes.put(nodeId, earlier);
            }
        });
    }

    /** Takes back the change of a vector, if there is one. */
    public void removeVector(String space, long nodeId) {
        Long2ObjectLinkedOpenHashMap<VectorChange> changes = vectors.get(space);
        VectorChange gone = changes == null ? null : changes.remove(nodeId);
        if (changes != null && gone != null) {
            vectorCount--;
            unsettled = true;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof WriteSet that && inOrder().equals(that.inOrder());
    }

    @Override
    public int hashCode() {
        return inOrder().hashCode();
    }

    /** All that a set is about. */
    private List<Object> inOrder() {
        List<Object> all = new ArrayList<>(spaces);
        all.addAll(nodes.list());
        all.addAll(edges.list());
        vectors.forEach((space, changes) -> {
            all.add(space);
            changes.forEach((id, change) -> {
                all.add(id);
                all.add(change);
            });
        });
        return all;
    }
}
