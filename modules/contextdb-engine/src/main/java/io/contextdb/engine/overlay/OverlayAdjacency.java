package io.contextdb.engine.overlay;

import io.contextdb.api.Direction;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.EdgeChange;
import io.contextdb.engine.write.WriteSet;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntLists;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import org.jspecify.annotations.Nullable;

/** The edges of a node: those below that the set leaves, then those of the set in the order of their places. */
final class OverlayAdjacency {
    private final StorageView base;
    private final WriteSet set;
    private final OverlayTokens tokens;
    private final OverlayNodes nodes;
    private final OverlayEdges edges;

    /** The places of new edges by the id of the node they start or end at. Some may have gone again. */
    private final Long2ObjectOpenHashMap<IntArrayList> outgoing = new Long2ObjectOpenHashMap<>();

    private final Long2ObjectOpenHashMap<IntArrayList> incoming = new Long2ObjectOpenHashMap<>();
    private int placesSeen;
    private long rollbacks;

    private int[] ends = new int[64];
    private int[] ordinals = new int[64];

    OverlayAdjacency(StorageView base, WriteSet set, OverlayTokens tokens, OverlayNodes nodes, OverlayEdges edges) {
        this.base = base;
        this.set = set;
        this.tokens = tokens;
        this.nodes = nodes;
        this.edges = edges;
    }

    int degreeBound(int node, Direction direction) {
        catchUp();
        long id = nodes.id(node);
        int bound = nodes.inBase(node) ? base.degreeBound(node, direction) : 0;
        bound += direction == Direction.INCOMING ? 0 : places(outgoing, id).size();
        bound += direction == Direction.OUTGOING ? 0 : places(incoming, id).size();
        return bound;
    }

    int neighbors(int node, Direction direction, int type, int[] neighbors, int offset) {
        return list(node, direction, type, neighbors, offset, null);
    }

    int edges(int node, Direction direction, int type, int[] neighbors, int[] edgesFound) {
        return list(node, direction, type, neighbors, 0, edgesFound);
    }

    private int list(
            int node, Direction direction, int type, int[] neighbors, int offset, int @Nullable [] edgesFound) {
        catchUp();
        int end = offset;
        if (direction != Direction.INCOMING) {
            end = list(node, true, type, neighbors, end, edgesFound);
        }
        if (direction != Direction.OUTGOING) {
            end = list(node, false, type, neighbors, end, edgesFound);
        }
        return end - offset;
    }

    /**
     * Appends one direction behind {@code from} and returns the end; edges, when asked for, go to the same positions.
     */
    private int list(int node, boolean leaves, int type, int[] neighbors, int from, int @Nullable [] edgesFound) {
        int end = from;
        Direction direction = leaves ? Direction.OUTGOING : Direction.INCOMING;
        if (nodes.inBase(node) && (type == StorageView.ANY_TYPE || tokens.inBase(TokenKind.EDGE_TYPE, type))) {
            reserve(base.degreeBound(node, direction));
            int below = base.edges(node, direction, type, ends, ordinals);
            for (int i = 0; i < below; i++) {
                if (!edges.removed(ordinals[i])) {
                    end = put(ends[i], ordinals[i], neighbors, end, edgesFound);
                }
            }
        }
        IntList added = places(leaves ? outgoing : incoming, nodes.id(node));
        for (int i = 0; i < added.size(); i++) {
            int edge = edges.ordinal(added.getInt(i));
            if (edges.live(edge) && (type == StorageView.ANY_TYPE || edges.type(edge) == type)) {
                end = put(leaves ? edges.target(edge) : edges.source(edge), edge, neighbors, end, edgesFound);
            }
        }
        return end;
    }

    private static int put(int neighbor, int edge, int[] neighbors, int at, int @Nullable [] edgesFound) {
        neighbors[at] = neighbor;
        if (edgesFound != null) {
            edgesFound[at] = edge;
        }
        return at + 1;
    }

    private void reserve(int count) {
        if (ends.length < count) {
            ends = new int[count];
            ordinals = new int[count];
        }
    }

    private void catchUp() {
        if (rollbacks != set.rollbacks()) {
            outgoing.clear();
            incoming.clear();
            placesSeen = 0;
            rollbacks = set.rollbacks();
        }
        for (; placesSeen < set.edges().size(); placesSeen++) {
            if (set.edges().get(placesSeen) instanceof EdgeChange.Insert insert) {
                add(outgoing, insert.from(), placesSeen);
                add(incoming, insert.to(), placesSeen);
            }
        }
    }

    private static void add(Long2ObjectOpenHashMap<IntArrayList> places, long id, int place) {
        places.computeIfAbsent(id, (long fresh) -> new IntArrayList()).add(place);
    }

    private static IntList places(Long2ObjectOpenHashMap<IntArrayList> places, long id) {
        IntArrayList found = places.get(id);
        return found == null ? IntLists.EMPTY_LIST : found;
    }
}
