package io.contextdb.engine.write;

import io.contextdb.api.Edge;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Node;
import io.contextdb.api.VectorIndexOptions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A writer that lets another do each call, and says what is done around it. */
public interface ForwardingWriter extends GraphWriter {
    /**
     * Does one call with a writer, and returns what it returned. It may be done more than once, each time from a fresh
     * state.
     */
    <T> T forward(Function<GraphWriter, T> call);

    /** The same for a call that returns nothing. */
    private void run(Consumer<GraphWriter> call) {
        forward(writer -> {
            call.accept(writer);
            return this;
        });
    }

    @Override
    default void insertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        run(writer -> writer.insertNode(id, labels, properties));
    }

    @Override
    default long insertNode(Collection<String> labels, Map<String, ?> properties) {
        return forward(writer -> writer.insertNode(labels, properties));
    }

    @Override
    default void insertNodes(Collection<Node> nodes) {
        run(writer -> writer.insertNodes(nodes));
    }

    @Override
    default void upsertNode(long id, Collection<String> labels, Map<String, ?> properties) {
        run(writer -> writer.upsertNode(id, labels, properties));
    }

    @Override
    default void updateNode(long id, Map<String, ? extends @Nullable Object> properties) {
        run(writer -> writer.updateNode(id, properties));
    }

    @Override
    default void updateLabels(long id, Set<String> added, Set<String> removed) {
        run(writer -> writer.updateLabels(id, added, removed));
    }

    @Override
    default void deleteNode(long id) {
        run(writer -> writer.deleteNode(id));
    }

    @Override
    default void detachDeleteNode(long id) {
        run(writer -> writer.detachDeleteNode(id));
    }

    @Override
    default long insertEdge(long from, long to, String type, Map<String, ?> properties) {
        return forward(writer -> writer.insertEdge(from, to, type, properties));
    }

    @Override
    default long[] insertEdges(Collection<Edge> edges) {
        return forward(writer -> writer.insertEdges(edges));
    }

    @Override
    default void updateEdge(long edgeId, Map<String, ? extends @Nullable Object> properties) {
        run(writer -> writer.updateEdge(edgeId, properties));
    }

    @Override
    default void deleteEdge(long edgeId) {
        run(writer -> writer.deleteEdge(edgeId));
    }

    @Override
    default void insertVector(long id, String name, float[] vector) {
        run(writer -> writer.insertVector(id, name, vector));
    }

    @Override
    default void insertVectors(String name, Map<Long, float[]> vectors) {
        run(writer -> writer.insertVectors(name, vectors));
    }

    @Override
    default void deleteVector(long id, String name) {
        run(writer -> writer.deleteVector(id, name));
    }

    @Override
    default void createVectorIndex(String name, VectorIndexOptions options) {
        run(writer -> writer.createVectorIndex(name, options));
    }

    @Override
    default void dropVectorIndex(String name) {
        run(writer -> writer.dropVectorIndex(name));
    }
}
