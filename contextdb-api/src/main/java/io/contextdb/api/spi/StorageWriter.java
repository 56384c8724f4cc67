package io.contextdb.api.spi;

import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a generation. The engine has checked everything before it calls: ids are free or known, ends exist,
 * dimensions agree. Nothing is visible before {@link #publish}. Called by one thread at a time, in log order.
 *
 * <p>A method that throws leaves the generation unfit for further writes; the engine then gives it up and recovers from
 * the log.
 */
public interface StorageWriter {
    /** The number of a name, given now when it is new. */
    int intern(TokenKind kind, String name);

    /**
     * Creates a node and returns its ordinal, one above the last.
     *
     * @param labels distinct label numbers, ascending
     * @param keys distinct key numbers, ascending
     * @param values a value for each key, no vectors
     */
    int createNode(long id, int[] labels, int[] keys, Value[] values);

    /** Replaces a node's labels. */
    void setLabels(int node, int[] labels);

    /** Sets a node's property, or removes it with null. */
    void setNodeProperty(int node, int key, @Nullable Value value);

    /** Deletes a node that has neither edges nor vectors left. Its ordinal is not given again. */
    void deleteNode(int node);

    /** Creates an edge and returns its ordinal, one above the last. The id is free; ids need not ascend. */
    int createEdge(long id, int source, int target, int type, int[] keys, Value[] values);

    /** Sets an edge's property, or removes it with null. */
    void setEdgeProperty(int edge, int key, @Nullable Value value);

    /** Deletes an edge. */
    void deleteEdge(int edge);

    /** Creates a vector space and returns its number. A space without a dimension (0) takes no vectors. */
    int createSpace(String name, VectorIndexOptions options);

    /** Drops a vector space with its rows; its name is free again, its number is not. */
    void dropSpace(int space);

    /**
     * Appends a row for a node, in the place of its earlier one, and returns the row's ordinal.
     *
     * @param vector as many components as the space's dimension
     * @param inverseNorm what {@link VectorRows#inverseNorm} returns for it
     */
    int putVector(int space, int node, float[] vector, float inverseNorm);

    /** Makes a node's live row dead. */
    void deleteVector(int space, int node);

    /** Makes all changes since the last publication visible as one state and returns its view. */
    StorageView publish(LogPosition position);
}
