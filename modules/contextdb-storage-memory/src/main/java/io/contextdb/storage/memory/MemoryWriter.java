package io.contextdb.storage.memory;

import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.TokenKind;
import org.jspecify.annotations.Nullable;

/** Passes changes to a {@link StateBuilder} and what it built to the generation. */
final class MemoryWriter implements StorageWriter {
    /** What a change costs beside vectors, as a round figure: a path of copied tree nodes and a row. */
    private static final long CHANGE_BYTES = 1024;

    private final StateBuilder builder;
    private final MemoryGeneration generation;
    private final RowMemory memory = new RowMemory();
    private volatile long deltaBytes;

    MemoryWriter(State base, MemoryGeneration generation) {
        this.builder = new StateBuilder(base);
        this.generation = generation;
    }

    long deltaBytes() {
        return deltaBytes;
    }

    @Override
    public int intern(TokenKind kind, String name) {
        return builder.intern(kind, name);
    }

    @Override
    public int createNode(long id, int[] labels, int[] keys, Value[] values) {
        changed(0);
        return builder.addNode(NodeRow.created(id, labels, Properties.of(keys, values)));
    }

    @Override
    public void setLabels(int node, int[] labels) {
        changed(0);
        builder.changeNode(node, row -> row.withLabels(labels));
    }

    @Override
    public void setNodeProperty(int node, int key, @Nullable Value value) {
        changed(0);
        builder.changeNode(node, row -> row.withProperties(row.properties().with(key, value)));
    }

    @Override
    public void deleteNode(int node) {
        changed(0);
        builder.deleteNode(node);
    }

    @Override
    public int createEdge(long id, int source, int target, int type, int[] keys, Value[] values) {
        changed(0);
        return builder.addEdge(new EdgeRow(id, true, source, target, type, Properties.of(keys, values)));
    }

    @Override
    public void setEdgeProperty(int edge, int key, @Nullable Value value) {
        changed(0);
        builder.changeEdge(edge, row -> row.withProperties(row.properties().with(key, value)));
    }

    @Override
    public void deleteEdge(int edge) {
        changed(0);
        builder.deleteEdge(edge);
    }

    @Override
    public int createSpace(String name, VectorIndexOptions options) {
        changed(0);
        return builder.addSpace(name, options);
    }

    @Override
    public void dropSpace(int space) {
        changed(0);
        builder.dropSpace(space);
    }

    @Override
    public int putVector(int space, int node, float[] vector, float inverseNorm) {
        changed((long) vector.length * Float.BYTES);
        return builder.addRow(space, node, memory.row(vector), inverseNorm, true);
    }

    @Override
    public void deleteVector(int space, int node) {
        changed(0);
        builder.deleteRow(space, node);
    }

    @Override
    public StorageView publish(LogPosition position) {
        return generation.publish(builder.build(position));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the writer's thread writes
    private void changed(long vectorBytes) {
        deltaBytes += CHANGE_BYTES + vectorBytes;
    }
}
