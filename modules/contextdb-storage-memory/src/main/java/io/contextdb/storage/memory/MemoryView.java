package io.contextdb.storage.memory;

import io.contextdb.api.Direction;
import io.contextdb.api.Value;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A state with the accessors queries use. After its generation is closed every use of the state fails an assertion. */
final class MemoryView implements StorageView {
    private final State state;
    private final BooleanSupplier open;

    MemoryView(State state, BooleanSupplier open) {
        this.state = state;
        this.open = open;
    }

    State state() {
        assert open.getAsBoolean() : "the view of a closed generation is used";
        return state;
    }

    @Override
    public LogPosition position() {
        return state().position();
    }

    @Override
    public int token(TokenKind kind, String name) {
        return state().tokens().number(kind, name);
    }

    @Override
    public String tokenName(TokenKind kind, int token) {
        return state().tokens().of(kind).get(token);
    }

    @Override
    public int tokenCount(TokenKind kind) {
        return state().tokens().of(kind).size();
    }

    // --- nodes

    @Override
    public long nodeCount() {
        return state().nodeOrdinals().size();
    }

    @Override
    public int nodeLimit() {
        return state().nodes().size();
    }

    @Override
    public long nodeIdHighest() {
        return state().nodeIdHighest();
    }

    @Override
    public int node(long id) {
        return state().nodeOrdinals().get(id);
    }

    @Override
    public long nodeId(int node) {
        return nodeRow(node).id();
    }

    @Override
    public boolean nodeLive(int node) {
        return nodeRow(node).live();
    }

    @Override
    public long nodeCount(int label) {
        return countNodes(node -> node.hasLabel(label));
    }

    @Override
    public boolean hasLabel(int node, int label) {
        return nodeRow(node).hasLabel(label);
    }

    @Override
    public int[] labels(int node) {
        return nodeRow(node).labels().clone();
    }

    @Override
    public @Nullable Value nodeProperty(int node, int key) {
        return nodeRow(node).properties().get(key);
    }

    @Override
    public void nodeProperties(int node, PropertyVisitor visitor) {
        nodeRow(node).properties().forEach(visitor);
    }

    // --- adjacency

    @Override
    public int degreeBound(int node, Direction direction) {
        NodeRow row = nodeRow(node);
        return switch (direction) {
            case OUTGOING -> row.outgoing().length;
            case INCOMING -> row.incoming().length;
            case BOTH -> row.outgoing().length + row.incoming().length;
        };
    }

    @Override
    public int neighbors(int node, Direction direction, int type, int[] neighbors, int offset) {
        return list(node, direction, type, neighbors, offset, null);
    }

    @Override
    public int edges(int node, Direction direction, int type, int[] neighbors, int[] edges) {
        return list(node, direction, type, neighbors, 0, edges);
    }

    private int list(int node, Direction direction, int type, int[] neighbors, int offset, int @Nullable [] ordinals) {
        NodeRow row = nodeRow(node);
        int count = 0;
        if (direction != Direction.INCOMING) {
            for (int edge : row.outgoing()) {
                if (type == ANY_TYPE || edgeType(edge) == type) {
                    neighbors[offset + count] = edgeTarget(edge);
                    count = keep(ordinals, count, edge);
                }
            }
        }
        if (direction != Direction.OUTGOING) {
            for (int edge : row.incoming()) {
                if (type == ANY_TYPE || edgeType(edge) == type) {
                    neighbors[offset + count] = edgeSource(edge);
                    count = keep(ordinals, count, edge);
                }
            }
        }
        return count;
    }

    private static int keep(int @Nullable [] ordinals, int count, int edge) {
        if (ordinals != null) {
            ordinals[count] = edge;
        }
        return count + 1;
    }

    // --- edges

    @Override
    public long edgeCount() {
        return state().edgeOrdinals().size();
    }

    @Override
    public int edgeLimit() {
        return state().edges().size();
    }

    @Override
    public long edgeIdHighest() {
        return state().edgeIdHighest();
    }

    @Override
    public int edge(long id) {
        return state().edgeOrdinals().get(id);
    }

    @Override
    public long edgeId(int edge) {
        return edgeRow(edge).id();
    }

    @Override
    public boolean edgeLive(int edge) {
        return edgeRow(edge).live();
    }

    @Override
    public int edgeSource(int edge) {
        return edgeRow(edge).source();
    }

    @Override
    public int edgeTarget(int edge) {
        return edgeRow(edge).target();
    }

    @Override
    public int edgeType(int edge) {
        return edgeRow(edge).type();
    }

    @Override
    public long edgeCount(int type) {
        return IntStream.range(0, edgeLimit())
                .filter(edge -> edgeLive(edge) && edgeType(edge) == type)
                .count();
    }

    @Override
    public @Nullable Value edgeProperty(int edge, int key) {
        return edgeRow(edge).properties().get(key);
    }

    @Override
    public void edgeProperties(int edge, PropertyVisitor visitor) {
        edgeRow(edge).properties().forEach(visitor);
    }

    // --- vectors

    @Override
    public List<VectorSpace> spaces() {
        return state().spaces().stream().map(MemoryRows::space).toList();
    }

    @Override
    public @Nullable VectorSpace space(String name) {
        List<MemoryRows> spaces = state().spaces();
        for (int i = 0; i < spaces.size(); i++) {
            if (spaces.get(i).space().name().equals(name)) {
                return spaces.get(i).space();
            }
        }
        return null;
    }

    @Override
    public VectorRows rows(int space) {
        return state().rows(space);
    }

    private NodeRow nodeRow(int node) {
        return state().nodes().get(node);
    }

    private EdgeRow edgeRow(int edge) {
        return state().edges().get(edge);
    }

    private long countNodes(Predicate<NodeRow> wanted) {
        return IntStream.range(0, nodeLimit())
                .mapToObj(this::nodeRow)
                .filter(wanted)
                .count();
    }
}
