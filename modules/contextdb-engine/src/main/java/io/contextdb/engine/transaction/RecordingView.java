package io.contextdb.engine.transaction;

import io.contextdb.api.Direction;
import io.contextdb.api.Value;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.PropertyVisitor;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.ReadKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view that notes what is looked at. Names and the ids of ordinals never change, so they are not noted; limits of
 * ordinals serve to size arrays and are not noted either, but whoever asks whether an ordinal is live goes through all
 * of them, and has read everything.
 */
final class RecordingView implements StorageView {
    private final StorageView view;
    private final ReadTracker reads;
    private final Map<Integer, RecordingRows> rows = new HashMap<>();

    RecordingView(StorageView view, ReadTracker reads) {
        this.view = view;
        this.reads = reads;
    }

    @Override
    public LogPosition position() {
        return view.position();
    }

    // --- names

    @Override
    public int token(TokenKind kind, String name) {
        return view.token(kind, name);
    }

    @Override
    public String tokenName(TokenKind kind, int token) {
        return view.tokenName(kind, token);
    }

    @Override
    public int tokenCount(TokenKind kind) {
        return view.tokenCount(kind);
    }

    // --- nodes

    @Override
    public long nodeCount() {
        reads.read(ReadKeys.GRAPH);
        return view.nodeCount();
    }

    @Override
    public int nodeLimit() {
        int limit = view.nodeLimit();
        if (limit == 0) {
            // Nobody goes on to ask which of them are live.
            reads.read(ReadKeys.GRAPH);
        }
        return limit;
    }

    @Override
    public long nodeIdHighest() {
        reads.read(ReadKeys.GRAPH);
        return view.nodeIdHighest();
    }

    @Override
    public int node(long id) {
        reads.read(ReadKeys.node(id));
        return view.node(id);
    }

    @Override
    public long nodeId(int node) {
        return view.nodeId(node);
    }

    @Override
    public boolean nodeLive(int node) {
        reads.read(ReadKeys.GRAPH);
        return view.nodeLive(node);
    }

    @Override
    public long nodeCount(int label) {
        reads.read(ReadKeys.label(view.tokenName(TokenKind.LABEL, label)));
        return view.nodeCount(label);
    }

    @Override
    public boolean hasLabel(int node, int label) {
        readNode(node);
        return view.hasLabel(node, label);
    }

    @Override
    public int[] labels(int node) {
        readNode(node);
        return view.labels(node);
    }

    @Override
    public @Nullable Value nodeProperty(int node, int key) {
        readNode(node);
        return view.nodeProperty(node, key);
    }

    @Override
    public void nodeProperties(int node, PropertyVisitor visitor) {
        readNode(node);
        view.nodeProperties(node, visitor);
    }

    // --- adjacency

    @Override
    public int degreeBound(int node, Direction direction) {
        readEdgesOf(node, direction);
        return view.degreeBound(node, direction);
    }

    @Override
    public int neighbors(int node, Direction direction, int type, int[] neighbors, int offset) {
        readEdgesOf(node, direction);
        return view.neighbors(node, direction, type, neighbors, offset);
    }

    @Override
    public int edges(int node, Direction direction, int type, int[] neighbors, int[] edges) {
        readEdgesOf(node, direction);
        return view.edges(node, direction, type, neighbors, edges);
    }

    // --- edges

    @Override
    public long edgeCount() {
        reads.read(ReadKeys.GRAPH);
        return view.edgeCount();
    }

    @Override
    public int edgeLimit() {
        int limit = view.edgeLimit();
        if (limit == 0) {
            reads.read(ReadKeys.GRAPH);
        }
        return limit;
    }

    @Override
    public long edgeIdHighest() {
        reads.read(ReadKeys.GRAPH);
        return view.edgeIdHighest();
    }

    @Override
    public int edge(long id) {
        reads.read(ReadKeys.edge(id));
        return view.edge(id);
    }

    @Override
    public long edgeId(int edge) {
        return view.edgeId(edge);
    }

    @Override
    public boolean edgeLive(int edge) {
        reads.read(ReadKeys.GRAPH);
        return view.edgeLive(edge);
    }

    @Override
    public int edgeSource(int edge) {
        return view.edgeSource(edge);
    }

    @Override
    public int edgeTarget(int edge) {
        return view.edgeTarget(edge);
    }

    @Override
    public int edgeType(int edge) {
        return view.edgeType(edge);
    }

    @Override
    public long edgeCount(int type) {
        reads.read(ReadKeys.GRAPH);
        return view.edgeCount(type);
    }

    @Override
    public @Nullable Value edgeProperty(int edge, int key) {
        readEdge(edge);
        return view.edgeProperty(edge, key);
    }

    @Override
    public void edgeProperties(int edge, PropertyVisitor visitor) {
        readEdge(edge);
        view.edgeProperties(edge, visitor);
    }

    // --- vectors

    @Override
    public List<VectorSpace> spaces() {
        return view.spaces();
    }

    @Override
    public @Nullable VectorSpace space(String name) {
        reads.read(ReadKeys.space(name));
        return view.space(name);
    }

    @Override
    public VectorRows rows(int space) {
        return rows.computeIfAbsent(
                space, number -> new RecordingRows(view.rows(number), view, spaceName(number), reads));
    }

    private String spaceName(int number) {
        for (VectorSpace space : view.spaces()) {
            if (space.number() == number) {
                return space.name();
            }
        }
        throw new AssertionError("no vector space has the number " + number);
    }

    private void readNode(int node) {
        reads.read(ReadKeys.node(view.nodeId(node)));
    }

    private void readEdge(int edge) {
        reads.read(ReadKeys.edge(view.edgeId(edge)));
    }

    private void readEdgesOf(int node, Direction direction) {
        long id = view.nodeId(node);
        if (direction != Direction.INCOMING) {
            reads.read(ReadKeys.outgoing(id));
        }
        if (direction != Direction.OUTGOING) {
            reads.read(ReadKeys.incoming(id));
        }
    }
}
