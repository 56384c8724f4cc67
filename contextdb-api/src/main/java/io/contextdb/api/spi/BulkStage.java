package io.contextdb.api.spi;

import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;

/**
 * Rows on their way into the database, in files beside it. Nodes are numbered on from the view's node limit; ids are
 * those of the user. The caller has checked values, dimensions and limits. Used by one thread; memory use does not grow
 * with the number of edges.
 */
public interface BulkStage extends AutoCloseable {
    /** The number of a name in this stage: the view's numbers, then new ones in the order of first use. */
    int intern(TokenKind kind, String name);

    /** The ordinal of a node of the view or of this stage, or -1. */
    int node(long id);

    /**
     * Adds a node and returns its ordinal, or -1 when the id is taken. Arrays as in {@link StorageWriter#createNode}.
     */
    int addNode(long id, int[] labels, int[] keys, Value[] values);

    /** Adds an edge with the id that follows the highest so far. */
    void addEdge(int source, int target, int type, int[] keys, Value[] values);

    /**
     * Adds an edge with an id above those of the view and of the edges before. All edges of a stage bring ids, or none
     * does.
     */
    void addEdge(long id, int source, int target, int type, int[] keys, Value[] values);

    /** The number of the vector space of this name in the view or this stage, or -1. */
    int space(String name);

    /** Declares a new vector space. One of this name in the view, still without a dimension, gives way to it. */
    int addSpace(String name, VectorIndexOptions options);

    /** The options of a space of the view or of this stage. */
    VectorIndexOptions spaceOptions(int space);

    /** Adds the vector of a node, which replaces an earlier one. */
    void addVector(int space, int node, float[] vector, float inverseNorm);

    /** Writes out and syncs everything; no rows can be added afterwards. */
    StageRecord seal();

    /** Frees memory; deletes the files when they were not sealed. */
    @Override
    void close();
}
