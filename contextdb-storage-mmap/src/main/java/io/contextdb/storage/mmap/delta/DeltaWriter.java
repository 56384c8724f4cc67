package io.contextdb.storage.mmap.delta;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.base.BaseSpace;
import io.contextdb.storage.mmap.snapshot.SnapshotCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes a {@link Delta}. What it keeps itself is the state to be published next. Used by one thread at a time. */
public final class DeltaWriter implements StorageWriter {
    /** Ordinals stay so far below 2^31 that sums with a block of them do not overflow. */
    public static final int ORDINAL_LIMIT = Integer.MAX_VALUE - (1 << 16);

    private final Delta delta;
    private final Base base;
    private final Consumer<MappedView> publications;
    /** The stamp of changes made now. */
    private int stamp = 1;

    private int nodeLimit;
    private int edgeLimit;
    private long nodeCount;
    private long edgeCount;
    private long nodeIdHighest;
    private long edgeIdHighest;
    private final Counts labelNodes;
    private final Counts typeEdges;
    private final List<DeltaSpace> spaces = new ArrayList<>();
    /** What the last publication showed of each of {@link #spaces}; null where it changed since. */
    private final List<@Nullable MappedRows> rows = new ArrayList<>();

    private List<MappedRows> publishedRows = List.of();
    private int spaceNumberNext;
    /** What differs from the base; see {@link ViewState#changes}. */
    private int changes;

    /** A writer that hands each publication to {@code publications}. */
    public DeltaWriter(Delta delta, Consumer<MappedView> publications) {
        this.delta = delta;
        this.base = delta.base();
        this.publications = publications;
        SnapshotCounts counts = base.metadata().counts();
        this.nodeLimit = base.nodeLimit();
        this.edgeLimit = base.edgeLimit();
        this.nodeCount = counts.nodes();
        this.edgeCount = counts.edges();
        this.nodeIdHighest = counts.nodeIdHighest();
        this.edgeIdHighest = counts.edgeIdHighest();
        this.labelNodes = new Counts(counts.labelNodes());
        this.typeEdges = new Counts(counts.typeEdges());
        this.spaceNumberNext = base.metadata().schema().spaceNumberNext();
        for (BaseSpace space : base.spaces()) {
            spaces.add(delta.space(space));
            rows.add(null);
        }
    }

    /** The base as a view, before any publication. */
    public MappedView baseView() {
        return view(0, base.metadata().position());
    }

    private void changed(Change change) {
        changes |= change.bit();
    }

    @Override
    public int intern(TokenKind kind, String name) {
        return delta.tokens(kind).intern(name);
    }

    @Override
    public int createNode(long id, int[] labels, int[] keys, Value[] values) {
        checkRoom("node", nodeLimit);
        int node = nodeLimit++;
        long record = delta.nodes().create(node, id);
        if (labels.length > 0) {
            delta.labels().set(DeltaNodes.labels(record), labels, stamp);
        }
        for (int i = 0; i < keys.length; i++) {
            delta.properties().set(DeltaNodes.properties(record), keys[i], values[i], stamp);
            changed(Change.NODE_PROPERTIES);
        }
        count(labels, 1);
        nodeCount++;
        nodeIdHighest = maxUnsigned(nodeIdHighest, id);
        changed(Change.NODES);
        return node;
    }

    private static void checkRoom(String what, int limit) {
        if (limit >= ORDINAL_LIMIT) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "one more " + what + "; a database numbers at most " + ORDINAL_LIMIT + ", deleted ones included,"
                            + " until it is compacted");
        }
    }

    private static long maxUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    private void count(int[] labels, int change) {
        for (int label : labels) {
            labelNodes.add(label, change);
        }
    }

    @Override
    public void setLabels(int node, int[] labels) {
        count(presentLabels(node), -1);
        long record = delta.nodes().recordForChange(node);
        delta.labels().set(DeltaNodes.labels(record), labels, stamp);
        count(labels, 1);
        changed(Change.NODES);
    }

    private int[] presentLabels(int node) {
        long record = delta.nodes().record(node);
        long version = record == 0 ? 0 : LabelChains.find(DeltaNodes.labels(record), stamp);
        if (version != 0) {
            return LabelChains.labels(version);
        }
        return node < base.nodeLimit() ? base.nodes().labels(node) : MappedView.NO_TOKENS;
    }

    @Override
    public void setNodeProperty(int node, int key, @Nullable Value value) {
        long record = delta.nodes().recordForChange(node);
        delta.properties().set(DeltaNodes.properties(record), key, value, stamp);
        changed(Change.NODES);
        changed(Change.NODE_PROPERTIES);
    }

    @Override
    public void deleteNode(int node) {
        count(presentLabels(node), -1);
        DeltaNodes.delete(delta.nodes().recordForChange(node), stamp);
        nodeCount--;
        changed(Change.NODES);
    }

    @Override
    public int createEdge(long id, int source, int target, int type, int[] keys, Value[] values) {
        checkRoom("edge", edgeLimit);
        int edge = edgeLimit++;
        long record = delta.edges().create(edge, id, source, target, type);
        for (int i = 0; i < keys.length; i++) {
            delta.properties().set(DeltaEdges.properties(record), keys[i], values[i], stamp);
            changed(Change.EDGE_PROPERTIES);
        }
        delta.lists().add(DeltaNodes.edges(delta.nodes().recordForChange(source), true), target, edge, type);
        delta.lists().add(DeltaNodes.edges(delta.nodes().recordForChange(target), false), source, edge, type);
        typeEdges.add(type, 1);
        edgeCount++;
        edgeIdHighest = maxUnsigned(edgeIdHighest, id);
        changed(Change.EDGES);
        return edge;
    }

    @Override
    public void setEdgeProperty(int edge, int key, @Nullable Value value) {
        long record = delta.edges().recordForChange(edge);
        delta.properties().set(DeltaEdges.properties(record), key, value, stamp);
        changed(Change.EDGE_PROPERTIES);
    }

    @Override
    public void deleteEdge(int edge) {
        boolean old = edge < base.edgeLimit();
        int source = old ? base.edges().source(edge) : delta.edges().source(edge);
        int target = old ? base.edges().target(edge) : delta.edges().target(edge);
        int type = old ? base.edges().type(edge) : delta.edges().type(edge);
        DeltaEdges.delete(delta.edges().recordForChange(edge), stamp);
        DeltaNodes.flag(
                delta.nodes().recordForChange(source), old ? DeltaNodes.BASE_OUTGOING_DELETED : DeltaNodes.NEW_DELETED);
        DeltaNodes.flag(
                delta.nodes().recordForChange(target), old ? DeltaNodes.BASE_INCOMING_DELETED : DeltaNodes.NEW_DELETED);
        typeEdges.add(type, -1);
        edgeCount--;
        changed(Change.EDGES);
    }

    @Override
    public int createSpace(String name, VectorIndexOptions options) {
        VectorSpace space = new VectorSpace(spaceNumberNext++, name, options);
        spaces.add(delta.space(space, null));
        rows.add(null);
        return space.number();
    }

    @Override
    public void dropSpace(int space) {
        int index = index(space);
        spaces.remove(index);
        rows.remove(index);
    }

    private int index(int space) {
        for (int i = 0; i < spaces.size(); i++) {
            if (spaces.get(i).space().number() == space) {
                return i;
            }
        }
        throw new AssertionError("no vector space has the number " + space);
    }

    @Override
    public int putVector(int space, int node, float[] vector, float inverseNorm) {
        int index = index(space);
        DeltaSpace into = spaces.get(index);
        assert vector.length == into.space().options().dimension();
        checkRoom("vector", into.count());
        rows.set(index, null);
        return into.put(node, vector, inverseNorm, stamp);
    }

    @Override
    public void deleteVector(int space, int node) {
        int index = index(space);
        rows.set(index, null);
        spaces.get(index).deleteRowOf(node, stamp);
    }

    @Override
    public StorageView publish(LogPosition position) {
        MappedView view = view(stamp, position);
        if (stamp == Integer.MAX_VALUE) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED, "more than 2^31 publications since a checkpoint; take one");
        }
        stamp++;
        publications.accept(view);
        return view;
    }

    private MappedView view(int viewStamp, LogPosition position) {
        ViewState state = new ViewState(
                viewStamp,
                position,
                nodeLimit,
                edgeLimit,
                nodeCount,
                edgeCount,
                nodeIdHighest,
                edgeIdHighest,
                delta.tokens(TokenKind.LABEL).size(),
                delta.tokens(TokenKind.EDGE_TYPE).size(),
                delta.tokens(TokenKind.PROPERTY_KEY).size(),
                labelNodes.publish(),
                typeEdges.publish(),
                rows(viewStamp),
                spaceNumberNext,
                changes);
        return new MappedView(delta, state);
    }

    /** The rows of all spaces; the list of the last publication when none changed. */
    private List<MappedRows> rows(int viewStamp) {
        if (rows.contains(null) || rows.size() != publishedRows.size()) {
            List<MappedRows> renewed = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                MappedRows present = rows.get(i);
                MappedRows shown = present == null ? new MappedRows(spaces.get(i), viewStamp) : present;
                rows.set(i, shown);
                renewed.add(shown);
            }
            publishedRows = List.copyOf(renewed);
        }
        return publishedRows;
    }
}
