package io.contextdb.engine.overlay;

import io.contextdb.api.Direction;
import io.contextdb.api.Value;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.WriteSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view with a write set over it. It shows the set as it is at each call: between two changes of the set it is as
 * immutable as other views, and ordinals and numbers it gave out stay what they are until work is taken back. Used by
 * one thread at a time.
 */
public final class OverlayView implements StorageView {
    private final StorageView base;
    private final OverlayTokens tokens;
    private final OverlayNodes nodes;
    private final OverlayEdges edges;
    private final OverlayAdjacency adjacency;
    private final OverlaySpaces spaces;

    /**
     * A view over another.
     *
     * @param state the state the set starts from
     * @param base the same state, or something in front of it that wants to know what is read
     */
    public OverlayView(StorageView state, StorageView base, WriteSet set) {
        this.base = base;
        tokens = new OverlayTokens(base, set);
        nodes = new OverlayNodes(base, set, tokens, state.nodeLimit());
        edges = new OverlayEdges(base, set, tokens, nodes, state.edgeLimit());
        adjacency = new OverlayAdjacency(base, set, tokens, nodes, edges);
        spaces = new OverlaySpaces(state, base, set, nodes);
    }

    @Override
    public LogPosition position() {
        return base.position();
    }

    // --- names

    @Override
    public int token(TokenKind kind, String name) {
        return tokens.token(kind, name);
    }

    @Override
    public String tokenName(TokenKind kind, int token) {
        return tokens.name(kind, token);
    }

    @Override
    public int tokenCount(TokenKind kind) {
        return tokens.count(kind);
    }

    // --- nodes

    @Override
    public long nodeCount() {
        return nodes.count();
    }

    @Override
    public int nodeLimit() {
        return nodes.limit();
    }

    @Override
    public long nodeIdHighest() {
        return nodes.idHighest();
    }

    @Override
    public int node(long id) {
        return nodes.node(id);
    }

    @Override
    public long nodeId(int node) {
        return nodes.id(node);
    }

    @Override
    public boolean nodeLive(int node) {
        return nodes.live(node);
    }

    @Override
    public long nodeCount(int label) {
        return nodes.count(label);
    }

    @Override
    public boolean hasLabel(int node, int label) {
        return nodes.hasLabel(node, label);
    }

    @Override
    public int[] labels(int node) {
        return nodes.labels(node);
    }

    @Override
    public @Nullable Value nodeProperty(int node, int key) {
        return nodes.property(node, key);
    }

    @Override
    public void nodeProperties(int node, PropertyVisitor visitor) {
        nodes.properties(node, visitor);
    }

    // --- adjacency

    @Override
    public int degreeBound(int node, Direction direction) {
        return adjacency.degreeBound(node, direction);
    }

    @Override
    public int neighbors(int node, Direction direction, int type, int[] neighbors, int offset) {
        return adjacency.neighbors(node, direction, type, neighbors, offset);
    }

    @Override
    public int edges(int node, Direction direction, int type, int[] neighbors, int[] edgesFound) {
        return adjacency.edges(node, direction, type, neighbors, edgesFound);
    }

    // --- edges

    @Override
    public long edgeCount() {
        return edges.count();
    }

    @Override
    public int edgeLimit() {
        return edges.limit();
    }

    @Override
    public long edgeIdHighest() {
        return edges.idHighest();
    }

    @Override
    public int edge(long id) {
        return edges.edge(id);
    }

    @Override
    public long edgeId(int edge) {
        return edges.id(edge);
    }

    @Override
    public boolean edgeLive(int edge) {
        return edges.live(edge);
    }

    @Override
    public int edgeSource(int edge) {
        return edges.source(edge);
    }

    @Override
    public int edgeTarget(int edge) {
        return edges.target(edge);
    }

    @Override
    public int edgeType(int edge) {
        return edges.type(edge);
    }

    @Override
    public long edgeCount(int type) {
        return edges.count(type);
    }

    @Override
    public @Nullable Value edgeProperty(int edge, int key) {
        return edges.property(edge, key);
    }

    @Override
    public void edgeProperties(int edge, PropertyVisitor visitor) {
        edges.properties(edge, visitor);
    }

    // --- vectors

    @Override
    public List<VectorSpace> spaces() {
        return spaces.spaces();
    }

    @Override
    public @Nullable VectorSpace space(String name) {
        return spaces.space(name);
    }

    @Override
    public VectorRows rows(int space) {
        return spaces.rows(space);
    }
}
