package io.contextdb.api.spi;

import io.contextdb.api.Direction;
import io.contextdb.api.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One committed state of the data: immutable, safe for any number of threads, valid until its {@link StorageGeneration}
 * is closed. The methods on ordinals are the hot path of every query: they check ordinals by {@code assert} only and
 * allocate nothing unless they return objects.
 */
public interface StorageView {
    /** Any edge type, where a type is asked for. */
    int ANY_TYPE = -1;

    /** The last command in this state. */
    LogPosition position();

    // --- names

    /** The number of a name, or -1 when it is unknown in this state. */
    int token(TokenKind kind, String name);

    /** The name of a number. */
    String tokenName(TokenKind kind, int token);

    /** How many names of a kind there are; their numbers are below. */
    int tokenCount(TokenKind kind);

    // --- nodes

    /** Live nodes. */
    long nodeCount();

    /** Every node ordinal of this state is below. */
    int nodeLimit();

    /** The highest node id ever used as an unsigned number; 0 before the first. */
    long nodeIdHighest();

    /** The ordinal of the live node with this id, or -1. */
    int node(long id);

    /** The id of a node, live or dead. */
    long nodeId(int node);

    /** The ids of {@code nodes[from] .. nodes[to - 1]}, into {@code ids} from its beginning on. */
    default void nodeIds(int[] nodes, int from, int to, long[] ids) {
        for (int i = from; i < to; i++) {
            ids[i - from] = nodeId(nodes[i]);
        }
    }

    /** Whether an ordinal below {@link #nodeLimit} is a live node. */
    boolean nodeLive(int node);

    /** Live nodes with a label. */
    long nodeCount(int label);

    /** Whether a node has a label. */
    boolean hasLabel(int node, int label);

    /** A node's label numbers, ascending. */
    int[] labels(int node);

    /** A node's property, or null. */
    @Nullable
    Value nodeProperty(int node, int key);

    /** Calls {@code visitor} for a node's properties, by ascending key. */
    void nodeProperties(int node, PropertyVisitor visitor);

    // --- adjacency

    /** At least the number of a node's edges in a direction; cheap, for sizing arrays. */
    int degreeBound(int node, Direction direction);

    /**
     * Copies the other ends of a node's edges into {@code neighbors} from {@code offset} on and returns how many there
     * are. Outgoing ones come first, within a direction those of the base by type and neighbour, then newer ones in the
     * order of creation. Parallel edges repeat the neighbour.
     *
     * @param type an edge type's number or {@link #ANY_TYPE}
     * @param neighbors at least {@code offset + degreeBound} long
     */
    int neighbors(int node, Direction direction, int type, int[] neighbors, int offset);

    /**
     * The same without asking for the bound first: when they do not fit, the array behind {@code offset} is left in any
     * state, and the complement of a length that suffices for {@link #neighbors} is returned, {@code ~length}.
     *
     * @param neighbors of any length from {@code offset} on
     */
    default int neighborsIfTheyFit(int node, Direction direction, int type, int[] neighbors, int offset) {
        int bound = degreeBound(node, direction);
        return neighbors.length - offset < bound ? ~bound : neighbors(node, direction, type, neighbors, offset);
    }

    /** The same with the edges' ordinals in {@code edges}, both arrays from 0 on. */
    int edges(int node, Direction direction, int type, int[] neighbors, int[] edges);

    // --- edges

    /** Live edges. */
    long edgeCount();

    /** Every edge ordinal of this state is below. */
    int edgeLimit();

    /** The highest edge id ever used as an unsigned number; 0 before the first, so the first edge has id 1. */
    long edgeIdHighest();

    /** The ordinal of the live edge with this id, or -1. */
    int edge(long id);

    /** The id of an edge. */
    long edgeId(int edge);

    /** Whether an ordinal below {@link #edgeLimit} is a live edge. */
    boolean edgeLive(int edge);

    /** The node an edge starts at. */
    int edgeSource(int edge);

    /** The node an edge ends at. */
    int edgeTarget(int edge);

    /** An edge's type number. */
    int edgeType(int edge);

    /** Live edges of a type. */
    long edgeCount(int type);

    /** An edge's property, or null. */
    @Nullable
    Value edgeProperty(int edge, int key);

    /** Calls {@code visitor} for an edge's properties, by ascending key. */
    void edgeProperties(int edge, PropertyVisitor visitor);

    // --- vectors

    /** The vector spaces of this state, by number. */
    List<VectorSpace> spaces();

    /** The vector space of this name, or null. */
    @Nullable
    VectorSpace space(String name);

    /** The rows of a vector space of this state; the same object on every call. */
    VectorRows rows(int space);
}
