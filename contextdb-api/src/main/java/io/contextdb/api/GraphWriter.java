package io.contextdb.api;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be changed. On a {@link Database} each call is one transaction: when it returns, the change is
 * durable (as {@link DatabaseOptions#durability()} says) and visible; when it throws, nothing has changed. On a
 * {@link Transaction} calls gather until commit.
 *
 * <p>Property maps take any object {@link Value#of(Object)} takes; a {@code float[]} property is a vector of the space
 * of that name. Errors are {@link ContextDbException}s of the categories INPUT, NOT_FOUND and CONFLICT, each without
 * effect.
 */
public interface GraphWriter {
    // --- nodes

    /** Inserts a node under an id of the caller's. {@link ErrorCode#NODE_EXISTS} when the id is taken. */
    void insertNode(long id, Collection<String> labels, Map<String, ?> properties);

    /** Inserts a node under a new id, one above the highest ever seen, and returns it. */
    long insertNode(Collection<String> labels, Map<String, ?> properties);

    /** Inserts many nodes in one transaction. */
    void insertNodes(Collection<Node> nodes);

    /**
     * Replaces labels and properties of a node, or inserts it when it is missing. Its edges, and vectors not named,
     * stay.
     */
    void upsertNode(long id, Collection<String> labels, Map<String, ?> properties);

    /** Sets some properties of a node; a null value removes one. The others stay. */
    void updateNode(long id, Map<String, ? extends @Nullable Object> properties);

    /** Adds and removes labels of a node. */
    void updateLabels(long id, Set<String> added, Set<String> removed);

    /** Deletes a node, its properties and vectors. {@link ErrorCode#NODE_HAS_EDGES} while it has edges. */
    void deleteNode(long id);

    /** Deletes a node with all its edges. */
    void detachDeleteNode(long id);

    // --- edges

    /** Inserts an edge without properties and returns its id. */
    default long insertEdge(long from, long to, String type) {
        return insertEdge(from, to, type, Map.of());
    }

    /** Inserts an edge and returns its id, one above the highest ever seen. Several edges may join the same nodes. */
    long insertEdge(long from, long to, String type, Map<String, ?> properties);

    /**
     * Inserts many edges in one transaction; the ids in {@code edges} are ignored, the new ones are returned in order.
     */
    long[] insertEdges(Collection<Edge> edges);

    /** Sets some properties of an edge; a null value removes one. */
    void updateEdge(long edgeId, Map<String, ? extends @Nullable Object> properties);

    /** Deletes an edge. */
    void deleteEdge(long edgeId);

    // --- vectors

    /** Sets the node's vector in the default space. */
    default void insertVector(long id, float[] vector) {
        insertVector(id, SimilarityQuery.DEFAULT_NAME, vector);
    }

    /**
     * Sets the node's vector in the space {@code name}, replacing an earlier one. The first vector of a space fixes its
     * dimension when no index did.
     */
    void insertVector(long id, String name, float[] vector);

    /** Sets many nodes' vectors in one transaction. */
    void insertVectors(String name, Map<Long, float[]> vectors);

    /** Removes the node's vector in the space {@code name}. {@link ErrorCode#VECTOR_NOT_FOUND} when it has none. */
    void deleteVector(long id, String name);

    // --- schema

    /**
     * Creates the vector space {@code name} with its index. {@link ErrorCode#INDEX_EXISTS} when it exists with other
     * options.
     */
    void createVectorIndex(String name, VectorIndexOptions options);

    /** Removes the vector space {@code name} with its index and all its vectors. */
    void dropVectorIndex(String name);
}
