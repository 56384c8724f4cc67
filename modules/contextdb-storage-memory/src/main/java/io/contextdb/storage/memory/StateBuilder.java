package io.contextdb.storage.memory;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Steps from one {@link State} to the next: every way a state can change, used by the writer, by bulk loads and when a
 * snapshot is read. The states it gives out never change. Used by one thread.
 */
final class StateBuilder {
    private Tokens tokens;
    private PersistentArray<NodeRow> nodes;
    private PersistentLongMap nodeOrdinals;
    private PersistentArray<EdgeRow> edges;
    private PersistentLongMap edgeOrdinals;
    private long nodeIdHighest;
    private long edgeIdHighest;
    private final List<MemoryRows> spaces;
    private int spaceNumberNext;

    StateBuilder(State from) {
        tokens = from.tokens();
        nodes = from.nodes();
        nodeOrdinals = from.nodeOrdinals();
        edges = from.edges();
        edgeOrdinals = from.edgeOrdinals();
        nodeIdHighest = from.nodeIdHighest();
        edgeIdHighest = from.edgeIdHighest();
        spaces = new ArrayList<>(from.spaces());
        spaceNumberNext = from.spaceNumberNext();
    }

    State build(LogPosition position) {
        return new State(
                position,
                tokens,
                nodes,
                nodeOrdinals,
                edges,
                edgeOrdinals,
                nodeIdHighest,
                edgeIdHighest,
                spaces,
                spaceNumberNext);
    }

    int intern(TokenKind kind, String name) {
        if (tokens.number(kind, name) < 0) {
            tokens = tokens.with(kind, name);
        }
        return tokens.number(kind, name);
    }

    /** Raises the highest ids seen, which deleted nodes and edges count for too. */
    void idsSeen(long nodeId, long edgeId) {
        nodeIdHighest = highest(nodeIdHighest, nodeId);
        edgeIdHighest = highest(edgeIdHighest, edgeId);
    }

    // --- nodes

    int node(long id) {
        return nodeOrdinals.get(id);
    }

    boolean nodeLive(int node) {
        return nodes.get(node).live();
    }

    int addNode(NodeRow node) {
        int ordinal = nodes.size();
        nodes = nodes.append(node);
        if (node.live()) {
            assert nodeOrdinals.get(node.id()) == PersistentLongMap.ABSENT : "node id " + node.id() + " is taken";
            nodeOrdinals = nodeOrdinals.put(node.id(), ordinal);
        }
        idsSeen(node.id(), 0);
        return ordinal;
    }

    void changeNode(int node, UnaryOperator<NodeRow> change) {
        assert nodes.get(node).live() : "node " + node + " is dead";
        nodes = nodes.set(node, change.apply(nodes.get(node)));
    }

    void deleteNode(int node) {
        NodeRow row = nodes.get(node);
        assert row.outgoing().length + row.incoming().length == 0 : "node " + node + " has edges";
        assert spaces.stream().noneMatch(space -> space.row(node) >= 0) : "node " + node + " has a vector";
        changeNode(node, NodeRow::deleted);
        nodeOrdinals = nodeOrdinals.remove(row.id());
    }

    // --- edges

    long edgeIdHighest() {
        return edgeIdHighest;
    }

    int addEdge(EdgeRow edge) {
        int ordinal = edges.size();
        assert edgeOrdinals.get(edge.id()) == PersistentLongMap.ABSENT : "edge id " + edge.id() + " is taken";
        edges = edges.append(edge);
        edgeOrdinals = edgeOrdinals.put(edge.id(), ordinal);
        changeNode(edge.source(), node -> node.withEdges(NodeRow.append(node.outgoing(), ordinal), node.incoming()));
        changeNode(edge.target(), node -> node.withEdges(node.outgoing(), NodeRow.append(node.incoming(), ordinal)));
        idsSeen(0, edge.id());
        return ordinal;
    }

    void changeEdge(int edge, UnaryOperator<EdgeRow> change) {
        assert edges.get(edge).live() : "edge " + edge + " is dead";
        edges = edges.set(edge, change.apply(edges.get(edge)));
    }

    void deleteEdge(int edge) {
        EdgeRow row = edges.get(edge);
        changeEdge(edge, EdgeRow::deleted);
        edgeOrdinals = edgeOrdinals.remove(row.id());
        changeNode(row.source(), node -> node.withEdges(NodeRow.remove(node.outgoing(), edge), node.incoming()));
        changeNode(row.target(), node -> node.withEdges(node.outgoing(), NodeRow.remove(node.incoming(), edge)));
    }

    /** Puts the edges of every node into the order of a snapshot: by type, then neighbour, then ordinal. */
    void sortAdjacency() {
        Comparator<Integer> byType =
                Comparator.comparingInt(edge -> edges.get(edge).type());
        Comparator<Integer> outgoing =
                byType.thenComparingInt(edge -> edges.get(edge).target());
        Comparator<Integer> incoming =
                byType.thenComparingInt(edge -> edges.get(edge).source());
        for (int node = 0; node < nodes.size(); node++) {
            NodeRow row = nodes.get(node);
            nodes = nodes.set(node, row.withEdges(sorted(row.outgoing(), outgoing), sorted(row.incoming(), incoming)));
        }
    }

    private static int[] sorted(int[] edges, Comparator<Integer> order) {
        return Arrays.stream(edges)
                .boxed()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    // --- vectors

    int addSpace(String name, VectorIndexOptions options) {
        int number = spaceNumberNext++;
        spaces.add(MemoryRows.empty(new VectorSpace(number, name, options)));
        return number;
    }

    /** Adds a space under the number it had, when a snapshot is read. */
    void addSpace(VectorSpace space) {
        assert space.number() >= spaceNumberNext;
        spaces.add(MemoryRows.empty(space));
        spaceNumberNext = space.number() + 1;
    }

    /** Raises the number of the next new space above those of dropped ones. */
    void spaceNumberNext(int next) {
        assert next >= spaceNumberNext;
        spaceNumberNext = next;
    }

    void dropSpace(int number) {
        spaces.remove(MemoryRows.position(spaces, number));
    }

    /** The number of the space of this name, or -1. */
    int space(String name) {
        return spaces.stream()
                .map(MemoryRows::space)
                .filter(space -> space.name().equals(name))
                .mapToInt(VectorSpace::number)
                .findFirst()
                .orElse(-1);
    }

    boolean hasSpace(int number) {
        return spaces.stream().anyMatch(rows -> rows.space().number() == number);
    }

    /** Whether a node has a property of the name of a space. */
    boolean hasPropertyNamedAs(int number, int node) {
        String name = spaces.get(MemoryRows.position(spaces, number)).space().name();
        int key = tokens.number(TokenKind.PROPERTY_KEY, name);
        return key >= 0 && nodes.get(node).properties().get(key) != null;
    }

    VectorIndexOptions spaceOptions(int number) {
        return spaces.get(MemoryRows.position(spaces, number)).space().options();
    }

    int addRow(int number, int node, MemorySegment floats, float inverseNorm, boolean live) {
        int position = MemoryRows.position(spaces, number);
        MemoryRows rows = spaces.get(position);
        assert floats.byteSize() >= (long) rows.dimension() * Float.BYTES;
        spaces.set(position, rows.with(node, floats, inverseNorm, live));
        return rows.count();
    }

    void deleteRow(int number, int node) {
        int position = MemoryRows.position(spaces, number);
        spaces.set(position, spaces.get(position).without(node));
    }

    private static long highest(long left, long right) {
        return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }
}
