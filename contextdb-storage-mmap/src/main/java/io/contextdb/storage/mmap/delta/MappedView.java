package io.contextdb.storage.mmap.delta;

import io.contextdb.api.Direction;
import io.contextdb.api.Value;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.snapshot.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published state: the base and what of the delta is not newer. Immutable; the work is done by {@link AdjacencyReads}
 * and {@link EntityReads}.
 */
public final class MappedView implements StorageView {
    /** No labels. */
    static final int[] NO_TOKENS = {};

    private final Delta delta;
    private final Base base;
    private final ViewState state;
    private final EntityReads entities;
    private final AdjacencyReads adjacency;

    MappedView(Delta delta, ViewState state) {
        this.delta = delta;
        this.base = delta.base();
        this.state = state;
        this.entities = new EntityReads(delta, state.stamp());
        this.adjacency = new AdjacencyReads(delta, state.stamp(), state.edgeLimit());
    }

    /** What the view was made from. */
    public Base base() {
        return base;
    }

    /** Whether something of a kind differs from the base. */
    public boolean changed(Change change) {
        return (state.changes() & change.bit()) != 0;
    }

    /** Which rows of the base differ. */
    public ViewChanges changes() {
        return new ViewChanges(delta, state);
    }

    /** Names and vector spaces. */
    public Schema schema() {
        return new Schema(
                delta.tokens(TokenKind.LABEL).list(state.labelCount()),
                delta.tokens(TokenKind.EDGE_TYPE).list(state.edgeTypeCount()),
                delta.tokens(TokenKind.PROPERTY_KEY).list(state.propertyKeyCount()),
                spaces(),
                state.spaceNumberNext());
    }

    @Override
    public LogPosition position() {
        return state.position();
    }

    // --- names

    @Override
    public int token(TokenKind kind, String name) {
        return delta.tokens(kind).number(name, tokenCount(kind));
    }

    @Override
    public String tokenName(TokenKind kind, int token) {
        assert token >= 0 && token < tokenCount(kind) : token;
        return delta.tokens(kind).name(token);
    }

    @Override
    public int tokenCount(TokenKind kind) {
        return switch (kind) {
            case LABEL -> state.labelCount();
            case EDGE_TYPE -> state.edgeTypeCount();
            case PROPERTY_KEY -> state.propertyKeyCount();
        };
    }

    // --- nodes

    @Override
    public long nodeCount() {
        return state.nodeCount();
    }

    @Override
    public int nodeLimit() {
        return state.nodeLimit();
    }

    @Override
    public long nodeIdHighest() {
        return state.nodeIdHighest();
    }

    @Override
    public int node(long id) {
        return entities.findNode(id, state.nodeLimit());
    }

    @Override
    public long nodeId(int node) {
        assert nodeKnown(node) : node;
        return node < base.nodeLimit() ? base.nodes().id(node) : delta.nodes().id(node);
    }

    @Override
    public void nodeIds(int[] nodes, int from, int to, long[] ids) {
        if (from < to && state.nodeLimit() == base.nodeLimit()) {
            base.nodes().ids(nodes, from, to, ids);
        } else {
            StorageView.super.nodeIds(nodes, from, to, ids);
        }
    }

    @Override
    public boolean nodeLive(int node) {
        assert nodeKnown(node) : node;
        return entities.nodeLive(node);
    }

    @Override
    public long nodeCount(int label) {
        return state.labelNodes().get(label);
    }

    @Override
    public boolean hasLabel(int node, int label) {
        assert nodeKnown(node) : node;
        return entities.hasLabel(node, label);
    }

    @Override
    public int[] labels(int node) {
        assert nodeKnown(node) : node;
        return entities.labels(node);
    }

    @Override
    public @Nullable Value nodeProperty(int node, int key) {
        assert nodeKnown(node) : node;
        return entities.nodeProperty(node, key);
    }

    @Override
    public void nodeProperties(int node, PropertyVisitor visitor) {
        assert nodeKnown(node) : node;
        entities.nodeProperties(node, PropertySink.of(visitor));
    }

    /** Shows a node's properties by ascending key as they are stored. */
    public void storedNodeProperties(int node, PropertySink sink) {
        assert nodeKnown(node) : node;
        entities.nodeProperties(node, sink);
    }

    private boolean nodeKnown(int node) {
        return node >= 0 && node < state.nodeLimit();
    }

    // --- adjacency

    @Override
    public int degreeBound(int node, Direction direction) {
        assert nodeKnown(node) : node;
        return adjacency.degreeBound(node, direction);
    }

    @Override
    public int neighbors(int node, Direction direction, int type, int[] neighbors, int offset) {
        assert nodeKnown(node) : node;
        return adjacency.neighbors(node, direction, type, neighbors, offset);
    }

    @Override
    public int neighborsIfTheyFit(int node, Direction direction, int type, int[] neighbors, int offset) {
        assert nodeKnown(node) : node;
        return adjacency.neighborsIfTheyFit(node, direction, type, neighbors, offset);
    }

    @Override
    public int edges(int node, Direction direction, int type, int[] neighbors, int[] edges) {
        assert nodeKnown(node) : node;
        return adjacency.edges(node, direction, type, neighbors, edges);
    }

    // --- edges

    @Override
    public long edgeCount() {
        return state.edgeCount();
    }

    @Override
    public int edgeLimit() {
        return state.edgeLimit();
    }

    @Override
    public long edgeIdHighest() {
        return state.edgeIdHighest();
    }

    @Override
    public int edge(long id) {
        return entities.findEdge(id, state.edgeLimit());
    }

    @Override
    public long edgeId(int edge) {
        assert edgeKnown(edge) : edge;
        return edge < base.edgeLimit() ? base.edges().id(edge) : delta.edges().id(edge);
    }

    @Override
    public boolean edgeLive(int edge) {
        assert edgeKnown(edge) : edge;
        return !delta.edges().deleted(edge, state.stamp()) && (edge >= base.edgeLimit() || !base.edgeDead(edge));
    }

    @Override
    public int edgeSource(int edge) {
        assert edgeKnown(edge) : edge;
        return edge < base.edgeLimit()
                ? base.edges().source(edge)
                : delta.edges().source(edge);
    }

    @Override
    public int edgeTarget(int edge) {
        assert edgeKnown(edge) : edge;
        return edge < base.edgeLimit()
                ? base.edges().target(edge)
                : delta.edges().target(edge);
    }

    @Override
    public int edgeType(int edge) {
        assert edgeKnown(edge) : edge;
        return edge < base.edgeLimit() ? base.edges().type(edge) : delta.edges().type(edge);
    }

    @Override
    public long edgeCount(int type) {
        return state.typeEdges().get(type);
    }

    @Override
    public @Nullable Value edgeProperty(int edge, int key) {
        assert edgeKnown(edge) : edge;
        return entities.edgeProperty(edge, key);
    }

    @Override
    public void edgeProperties(int edge, PropertyVisitor visitor) {
        assert edgeKnown(edge) : edge;
        entities.edgeProperties(edge, PropertySink.of(visitor));
    }

    /** Shows an edge's properties by ascending key as they are stored. */
    public void storedEdgeProperties(int edge, PropertySink sink) {
        assert edgeKnown(edge) : edge;
        entities.edgeProperties(edge, sink);
    }

    private boolean edgeKnown(int edge) {
        return edge >= 0 && edge < state.edgeLimit();
    }

    // --- vectors

    @Override
    public List<VectorSpace> spaces() {
        // Asked for with every node that is read or removed; graphs without vectors make no stream for it.
        return state.rows().isEmpty()
                ? List.of()
                : state.rows().stream().map(MappedRows::space).toList();
    }

    @Override
    public @Nullable VectorSpace space(String name) {
        for (MappedRows rows : state.rows()) {
            if (rows.space().name().equals(name)) {
                return rows.space();
            }
        }
        return null;
    }

    @Override
    public VectorRows rows(int space) {
        return mappedRows(space);
    }

    /** The same as {@link #rows}. */
    public MappedRows mappedRows(int space) {
        for (int i = 0; i < state.rows().size(); i++) {
            MappedRows rows = state.rows().get(i);
            if (rows.space().number() == space) {
                return rows;
            }
        }
        throw new AssertionError("no vector space has the number " + space);
    }
}
