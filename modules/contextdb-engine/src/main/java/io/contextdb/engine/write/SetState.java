package io.contextdb.engine.write;

import io.contextdb.api.Direction;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.NodeChange.Arrival;
import io.contextdb.engine.write.NodeChange.Removal;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What exists after the changes of a write set so far: single look-ups by id, for checking the next change. */
final class SetState {
    private final WriteSet set;
    private final StorageView base;

    /** Edges the set created, by each of their ends; made when first asked for. May name edges that went again. */
    private @Nullable Long2ObjectMap<LongArrayList> createdEdges;

    SetState(WriteSet set, StorageView base) {
        this.set = set;
        this.base = base;
    }

    // --- nodes

    boolean nodeExists(long id) {
        NodeChange change = set.node(id);
        if (change == null) {
            return base.node(id) >= 0;
        }
        return change.existsAfter(base.node(id) >= 0);
    }

    /** The ordinal of the node of the state before, as long as the set has not removed it; or -1. */
    int baseNode(long id) {
        NodeChange change = set.node(id);
        boolean hidden = change != null && (change.removal() != Removal.NONE || change.arrival() == Arrival.INSERT);
        return hidden ? -1 : base.node(id);
    }

    /** The change of a node so far. */
    NodeChange nodeChange(long id) {
        NodeChange change = set.node(id);
        return change == null ? NodeChange.update(id) : change;
    }

    boolean hasPlainProperty(long id, String name) {
        NodeChange change = set.node(id);
        if (change != null) {
            if (change.properties().get(name) != null) {
                return true;
            }
            if (change.arrival() != Arrival.NONE || change.propertiesRemoved().contains(name)) {
                return false;
            }
        }
        int node = baseNode(id);
        int key = base.token(TokenKind.PROPERTY_KEY, name);
        return node >= 0 && key >= 0 && base.nodeProperty(node, key) != null;
    }

    // --- edges

    boolean edgeExists(long id) {
        return switch (set.edge(id)) {
            case null -> base.edge(id) >= 0;
            case EdgeChange.Insert _ -> true;
            case EdgeChange.Update _ -> true;
            case EdgeChange.Delete _ -> false;
            case EdgeChange.Void _ -> false;
        };
    }

    EdgeChange edgeChangedBy(long id, PropertyList properties, SortedSet<String> removed) {
        return switch (set.edge(id)) {
            case null -> new EdgeChange.Update(id, properties, List.copyOf(removed));
            case EdgeChange.Insert(long same, long from, long to, String type, PropertyList earlier) ->
                new EdgeChange.Insert(
                        id, from, to, type, without(earlier, removed).with(properties));
            case EdgeChange.Update(long same, PropertyList earlier, List<String> earlierRemoved) -> {
                SortedSet<String> allRemoved = new TreeSet<>(earlierRemoved);
                allRemoved.addAll(removed);
                for (int i = 0; i < properties.size(); i++) {
                    allRemoved.remove(properties.name(i));
                }
                yield new EdgeChange.Update(id, without(earlier, removed).with(properties), List.copyOf(allRemoved));
            }
            case EdgeChange.Delete change -> throw new AssertionError("edge " + id + " is gone");
            case EdgeChange.Void change -> throw new AssertionError("edge " + id + " is gone");
        };
    }

    void edgeInserted(EdgeChange.Insert edge) {
        if (createdEdges != null) {
            add(createdEdges, edge);
        }
    }

    /** The ids of a node's edges, each once. */
    long[] edges(long nodeId) {
        LongLinkedOpenHashSet ids = new LongLinkedOpenHashSet();
        int node = baseNode(nodeId);
        if (node >= 0) {
            int bound = base.degreeBound(node, Direction.BOTH);
            int[] edges = new int[bound];
            int count = base.edges(node, Direction.BOTH, StorageView.ANY_TYPE, new int[bound], edges);
            for (int i = 0; i < count; i++) {
                long id = base.edgeId(edges[i]);
                if (edgeExists(id)) {
                    ids.add(id);
                }
            }
        }
        LongArrayList created = createdEdges().get(nodeId);
        if (created != null) {
            created.forEach(id -> {
                if (set.edge(id) instanceof EdgeChange.Insert) {
                    ids.add(id);
                }
            });
        }
        return ids.toLongArray();
    }

    private Long2ObjectMap<LongArrayList> createdEdges() {
        Long2ObjectMap<LongArrayList> created = createdEdges;
        if (created == null) {
            created = new Long2ObjectOpenHashMap<>();
            for (EdgeChange change : set.edges()) {
                if (change instanceof EdgeChange.Insert insert) {
                    add(created, insert);
                }
            }
            createdEdges = created;
        }
        return created;
    }

    private static void add(Long2ObjectMap<LongArrayList> created, EdgeChange.Insert edge) {
        created.computeIfAbsent(edge.from(), node -> new LongArrayList()).add(edge.id());
        created.computeIfAbsent(edge.to(), node -> new LongArrayList()).add(edge.id());
    }

    // --- vectors

    /** The options of a space as the set leaves it, or null when it does not exist; its dimension may yet be 0. */
    @Nullable
    VectorIndexOptions spaceOptions(String name) {
        List<SpaceChange> changes = set.spaces();
        for (int i = changes.size() - 1; i >= 0; i--) {
            switch (changes.get(i)) {
                case SpaceChange.Create create
                when create.name().equals(name) -> {
                    return create.options();
                }
                case SpaceChange.Drop drop
                when drop.name().equals(name) -> {
                    return null;
                }
                case SpaceChange.Create _ -> {}
                case SpaceChange.Drop _ -> {}
            }
        }
        VectorSpace space = base.space(name);
        return space == null ? null : space.options();
    }

    /** The dimension of a space, by its options or the first vector of this set; 0 when nothing has decided yet. */
    int dimension(String name, VectorIndexOptions options) {
        if (options.dimension() != 0) {
            return options.dimension();
        }
        for (VectorChange change : set.vectors(name).values()) {
            if (change instanceof VectorChange.Put(float[] vector)) {
                return vector.length;
            }
        }
        return 0;
    }

    boolean hasVector(long id, String name) {
        return switch (set.vector(name, id)) {
            case null -> baseHasVector(id, name);
            case VectorChange.Put _ -> true;
            case VectorChange.Delete _ -> false;
        };
    }

    /** Whether the node of the state before has a vector in a space that the set has not dropped. */
    boolean baseHasVector(long id, String name) {
        VectorSpace space = base.space(name);
        if (space == null || space.options().dimension() == 0 || dropped(name)) {
            return false;
        }
        int node = baseNode(id);
        return node >= 0 && base.rows(space.number()).row(node) >= 0;
    }

    private boolean dropped(String name) {
        return set.spaces().stream()
                .anyMatch(change ->
                        change instanceof SpaceChange.Drop && change.name().equals(name));
    }

    private static PropertyList without(PropertyList properties, SortedSet<String> names) {
        PropertyList fewer = properties;
        for (String name : names) {
            fewer = fewer.without(name);
        }
        return fewer;
    }
}
