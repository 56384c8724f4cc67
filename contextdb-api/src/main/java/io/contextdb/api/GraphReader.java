package io.contextdb.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that can be asked. A {@link Database} answers from its newest committed state, each call from one state of
 * its own; a {@link Transaction} answers from the state it began with and its own writes. Reads never wait for writers.
 *
 * <p>Queries that fill an object of the caller allocate nothing once that object has grown to size. All methods may be
 * called from any thread (a transaction: from one at a time). They throw {@link ContextDbException}:
 * {@link ErrorCode#CLOSED} after close, {@link ErrorCode#NODE_NOT_FOUND} or {@link ErrorCode#VECTOR_NOT_FOUND} where a
 * start is missing.
 */
public interface GraphReader {
    /** The commit index of the state answers come from: it grows with every commit. */
    long commitIndex();

    // --- entities

    /** The node with this id, without its vectors. */
    Optional<Node> findNode(long id);

    /** Whether a node has this id. */
    boolean nodeExists(long id);

    /** The edge with this id. */
    Optional<Edge> findEdge(long edgeId);

    /** The node's vector of this name, exactly as it was inserted. */
    Optional<float[]> findVector(long id, String name);

    /**
     * The node's edges by direction, over {@code types} or over all when none is named; by type, then neighbour, then
     * edge id.
     */
    List<Edge> edges(long id, Direction direction, String... types);

    /** Calls {@code visitor} for every node, in the order they were created, until it returns false. */
    void forEachNode(Predicate<Node> visitor);

    /** Calls {@code visitor} for every edge, by ascending id as an unsigned number, until it returns false. */
    void forEachEdge(Predicate<Edge> visitor);

    // --- traversal

    /** The nodes within {@code depth} edges of any type in both directions, nearest first, the start left out. */
    NodeList queryRelated(long id, int depth);

    /** The nodes a traversal reaches from {@code id}, into {@code result}. */
    void queryRelated(long id, Traversal traversal, NodeList result);

    /** A shortest path in edges of any type in both directions; empty when there is none. */
    Optional<GraphPath> findShortestPath(long from, long to);

    /** A shortest path that obeys the traversal's depth, direction and types, into {@code result}. */
    void findShortestPath(long from, long to, Traversal traversal, GraphPath result);

    /** The node's edges of one type. */
    List<Edge> queryByEdgeKind(long id, String kind, Direction direction);

    // --- similarity

    /** The {@code k} nodes most similar to this one by its vector in the default space, itself left out. */
    SearchHits querySimilar(long id, int k);

    /** The {@code k} nodes most similar to {@code vector} in the default space. */
    SearchHits querySimilar(float[] vector, int k);

    /** The nodes most similar to node {@code id}, itself left out, into {@code result}. */
    void querySimilar(long id, SimilarityQuery query, SearchHits result);

    /** The nodes most similar to {@code vector}, into {@code result}. */
    void querySimilar(float[] vector, SimilarityQuery query, SearchHits result);

    /**
     * All nodes whose raw similarity to this one in the default space is at least {@code threshold}, itself left out;
     * found by a scan.
     */
    SearchHits querySimilarityThreshold(long id, double threshold);

    /** How similar the {@code k} nearest neighbours of a node are. */
    NeighborStatistics neighborStatistics(long id, int k);

    // --- hybrid

    /** The {@code k} nodes most similar to the start's own vector among those within {@code depth} edges of it. */
    HybridResult queryHybrid(long start, int depth, int k);

    /**
     * The nodes most similar to {@code vector} among those the traversal reaches from {@code start}, into
     * {@code result}. Always k hits when the neighbourhood has k nodes with such a vector.
     */
    void queryHybrid(long start, Traversal traversal, float[] vector, SimilarityQuery query, HybridResult result);

    /** The same by the vector of node {@code like}, which may lie anywhere; it counts as a hit when it is reached. */
    void queryHybrid(long start, Traversal traversal, long like, SimilarityQuery query, HybridResult result);

    // --- overview

    /** Counts of what is stored. */
    DatabaseStatistics statistics();

    /**
     * A SHA-256 of everything this state holds, as 64 hexadecimal digits: nodes with their labels, properties and
     * vectors, edges with their ids and properties, and how vector spaces are declared. States that hold the same have
     * the same digest, whatever the order they were written in, the snapshots between and the storage below; indexes,
     * files and the commit index are no part of it. Reads everything, with an amount of memory that does not depend on
     * how much that is.
     *
     * @param progress called now and then from this thread
     */
    String contentDigest(Progress progress);
}
