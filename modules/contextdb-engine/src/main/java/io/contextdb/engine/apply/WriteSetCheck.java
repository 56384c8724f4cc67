package io.contextdb.engine.apply;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Direction;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.write.EdgeChange;
import io.contextdb.engine.write.NodeChange;
import io.contextdb.engine.write.NodeChange.Arrival;
import io.contextdb.engine.write.NodeChange.Removal;
import io.contextdb.engine.write.Norms;
import io.contextdb.engine.write.Refusals;
import io.contextdb.engine.write.VectorChange;
import io.contextdb.engine.write.WriteSet;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.ints.IntSets;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import java.util.Arrays;

/**
 * Checks a write set whole against a state, before anything changes, and finds the ordinals of all it names. Ordinals
 * of new nodes are known before they are given, because they are given in order.
 */
final class WriteSetCheck {
    private static final int ABSENT = -1;

    private final StorageView view;
    private final WriteSet set;
    private final SpacePlan spaces;

    /** For each changed node, in the set's order: its ordinal in the view, or -1. */
    private final int[] nodesBefore;

    /** For each changed node: its ordinal afterwards, or -1 when it goes. */
    private final int[] nodesAfter;

    private boolean removesNodes;

    /** For each changed edge: source and target of an insert, the edge's ordinal of an update; in pairs. */
    private final int[] edgeOrdinals;

    /** The edges that go, with their nodes or on their own, in the order in which they were found. */
    private IntSet edgesRemoved = IntSets.EMPTY_SET;

    /** The inverse norms of the vectors put, in the set's order. */
    private float[] inverseNorms = {};

    private int vectorsPut;

    WriteSetCheck(StorageView view, WriteSet set) {
        this.view = view;
        this.set = set;
        spaces = new SpacePlan(view);
        nodesBefore = new int[set.nodes().size()];
        nodesAfter = new int[nodesBefore.length];
        edgeOrdinals = new int[2 * set.edges().size()];
    }

    /** Finds every ordinal, or throws what is wrong with the set. */
    void run() {
        set.spaces().forEach(spaces::plan);
        checkNodes();
        checkEdgesRemoved();
        checkEdges();
        for (String space : set.vectorSpaces()) {
            checkVectors(space);
        }
    }

    /** Whether any node goes. */
    boolean removesNodes() {
        return removesNodes;
    }

    SpacePlan spaces() {
        return spaces;
    }

    int nodeBefore(int position) {
        return nodesBefore[position];
    }

    int nodeAfter(int position) {
        return nodesAfter[position];
    }

    /** The ordinal a node has once the set is applied. */
    int node(long id) {
        int place = set.nodePlace(id);
        return place >= 0 ? nodesAfter[place] : view.node(id);
    }

    int edgeSource(int position) {
        return edgeOrdinals[2 * position];
    }

    int edgeTarget(int position) {
        return edgeOrdinals[2 * position + 1];
    }

    int edge(int position) {
        return edgeOrdinals[2 * position];
    }

    IntSet edgesRemoved() {
        return edgesRemoved;
    }

    float inverseNorm(int position) {
        return inverseNorms[position];
    }

    private void checkNodes() {
        int position = 0;
        long next = view.nodeLimit();
        for (NodeChange change : set.nodes()) {
            int before = view.node(change.id());
            removesNodes |= change.removal() != Removal.NONE;
            boolean stays = before >= 0 && change.removal() == Removal.NONE;
            if (stays && change.arrival() == Arrival.INSERT) {
                throw Refusals.nodeExists(change.id());
            }
            boolean needed = change.removal() != Removal.NONE || change.arrival() == Arrival.NONE;
            if (before < 0 && needed) {
                throw Refusals.nodeNotFound(change.id());
            }
            boolean created = change.arrival() != Arrival.NONE && !stays;
            if (created && next == Integer.MAX_VALUE) {
                throw full("nodes");
            }
            int after = stays ? before : ABSENT;
            nodesBefore[position] = before;
            nodesAfter[position++] = created ? (int) next++ : after;
        }
    }

    private void checkEdgesRemoved() {
        for (EdgeChange change : set.edges()) {
            if (change instanceof EdgeChange.Delete(long id, boolean required)) {
                int edge = view.edge(id);
                if (edge >= 0) {
                    removeEdge(edge);
                } else if (required) {
                    throw Refusals.edgeNotFound(id);
                }
            }
        }
        if (removesNodes) {
            int position = 0;
            for (NodeChange change : set.nodes()) {
                if (change.removal() != Removal.NONE) {
                    removeEdgesOf(nodesBefore[position], change);
                }
                position++;
            }
        }
    }

    private void removeEdge(int edge) {
        if (edgesRemoved.isEmpty()) {
            edgesRemoved = new IntLinkedOpenHashSet();
        }
        edgesRemoved.add(edge);
    }

    private void removeEdgesOf(int node, NodeChange change) {
        int bound = view.degreeBound(node, Direction.BOTH);
        int[] edges = new int[bound];
        int count = view.edges(node, Direction.BOTH, StorageView.ANY_TYPE, new int[bound], edges);
        if (change.removal() == Removal.DETACH) {
            for (int i = 0; i < count; i++) {
                removeEdge(edges[i]);
            }
            return;
        }
        int left = (int) Arrays.stream(edges, 0, count)
                .filter(edge -> !edgesRemoved.contains(edge))
                .distinct()
                .count();
        if (left > 0) {
            throw Refusals.nodeHasEdges(change.id(), left);
        }
    }

    private void checkEdges() {
        int position = 0;
        long created = view.edgeLimit();
        for (EdgeChange change : set.edges()) {
            switch (change) {
                case EdgeChange.Insert insert -> {
                    if (view.edge(insert.id()) >= 0) {
                        throw Refusals.edgeExists(insert.id());
                    }
                    if (created++ == Integer.MAX_VALUE) {
                        throw full("edges");
                    }
                    edgeOrdinals[2 * position] = end(insert.from());
                    edgeOrdinals[2 * position + 1] = end(insert.to());
                }
                case EdgeChange.Update update -> {
                    int edge = view.edge(update.id());
                    if (edge < 0) {
                        throw Refusals.edgeNotFound(update.id());
                    }
                    edgeOrdinals[2 * position] = edgesRemoved.contains(edge) ? ABSENT : edge;
                }
                case EdgeChange.Delete _ -> {}
                case EdgeChange.Void _ -> {}
            }
            position++;
        }
    }

    private int end(long id) {
        int node = node(id);
        if (node < 0) {
            throw Refusals.nodeNotFound(id);
        }
        return node;
    }

    private void checkVectors(String space) {
        SpacePlan.Slot slot = spaces.slot(space);
        if (slot == null) {
            throw Refusals.indexNotFound(space);
        }
        for (Long2ObjectMap.Entry<VectorChange> entry : set.vectors(space).long2ObjectEntrySet()) {
            long id = entry.getLongKey();
            switch (entry.getValue()) {
                case VectorChange.Put(float[] vector) -> {
                    end(id);
                    checkVector(space, slot, vector);
                }
                case VectorChange.Delete(boolean required) -> {
                    if (required && !hasVector(slot, id)) {
                        throw Refusals.vectorNotFound(id, space);
                    }
                }
            }
        }
    }

    private void checkVector(String space, SpacePlan.Slot slot, float[] vector) {
        if (slot.options().dimension() == 0) {
            spaces.decideDimension(slot, vector.length);
        }
        if (vector.length != slot.options().dimension()) {
            throw Refusals.dimensionMismatch(
                    space, vector.length, slot.options().dimension());
        }
        if (slot.numberBefore() >= 0 && view.rows(slot.numberBefore()).count() > Integer.MAX_VALUE - 1 - vectorsPut) {
            throw full("vectors in " + shown(space));
        }
        if (vectorsPut == inverseNorms.length) {
            inverseNorms = Arrays.copyOf(inverseNorms, Math.max(16, 2 * vectorsPut));
        }
        inverseNorms[vectorsPut++] = Norms.inverseNorm(space, slot.options().metric(), vector);
    }

    /** Whether the node that stays has a vector in a space that stays. */
    boolean hasVector(SpacePlan.Slot slot, long id) {
        int before = view.node(id);
        return before >= 0
                && node(id) == before
                && slot.numberBefore() >= 0
                && view.rows(slot.numberBefore()).row(before) >= 0;
    }

    private static ContextDbException full(String what) {
        return new ContextDbException(
                ErrorCode.LIMIT_EXCEEDED,
                "no room for more " + what + ": the limit is " + Integer.MAX_VALUE
                        + ", deleted ones included; compact the database");
    }
}
