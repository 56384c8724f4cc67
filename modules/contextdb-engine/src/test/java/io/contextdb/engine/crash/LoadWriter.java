package io.contextdb.engine.crash;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Edge;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Node;
import io.contextdb.api.VectorIndexOptions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bulk loader as a writer of the few things it can write. */
record LoadWriter(BulkLoader loader) implements GraphWriter {
    @Override
    public void insertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        loader.node(id, labels, properties);
    }

    @Override
    public long insertEdge(long from, long to, String type, Map<String, ?> properties) {
        loader.edge(from, to, loader.edgeType(type), properties);
        return 0;
    }

    @Override
    public void insertVector(long id, String name, float[] vector) {
        loader.vector(id, name, vector);
    }

    @Override
    public long insertNode(Collection<String> labels, Map<String, ?> properties) {
        return loader.node(labels, properties);
    }

    @Override
    public void createVectorIndex(String name, VectorIndexOptions options) {
        loader.vectorIndex(name, options);
    }

    @Override
    public void insertNodes(Collection<Node> nodes) {
        throw cannot();
    }

    @Override
    public void upsertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        throw cannot();
    }

    @Override
    public void updateNode(long id, Map<String, ? extends @Nullable Object> properties) {
        throw cannot();
    }

    @Override
    public void updateLabels(long id, Set<String> added, Set<String> removed) {
        throw cannot();
    }

    @Override
    public void deleteNode(long id) {
        throw cannot();
    }

    @Override
    public void detachDeleteNode(long id) {
        throw cannot();
    }

    @Override
    public long[] insertEdges(Collection<Edge> edges) {
        throw cannot();
    }

    @Override
    public void updateEdge(long edgeId, Map<String, ? extends @Nullable Object> properties) {
        throw cannot();
    }

    @Override
    public void deleteEdge(long edgeId) {
        throw cannot();
    }

    @Override
    public void insertVectors(String name, Map<Long, float[]> vectors) {
        throw cannot();
    }

    @Override
    public void deleteVector(long id, String name) {
        throw cannot();
    }

    @Override
    public void dropVectorIndex(String name) {
        throw cannot();
    }

    private static UnsupportedOperationException cannot() {
        return new UnsupportedOperationException("a bulk load only adds");
    }
}
