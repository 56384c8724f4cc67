package io.contextdb.api;

import java.util.Collection;
import java.util.Map;

/**
 * Brings in millions of rows at the speed of the disk: they are written to immutable files beside the database and
 * become part of it, all or nothing, with {@link #commit}. Nodes come before the edges and vectors that name them;
 * nodes already in the database may be named as well. Used by one thread at a time; other threads go on reading and
 * writing, and wait only during the commit.
 *
 * <p>A row that is refused throws and leaves the loader as it was, so that the caller may note it and go on.
 */
public interface BulkLoader extends AutoCloseable {
    /**
     * Adds a node; a {@code float[]} property is its vector of that name. {@link ErrorCode#NODE_EXISTS} when the id is
     * taken here or in the database.
     */
    void node(long id, Collection<String> labels, Map<String, ?> properties);

    /** Adds a node under a new id, one above the highest ever seen here and in the database, and returns it. */
    long node(Collection<String> labels, Map<String, ?> properties);

    /** A number that stands for an edge type in {@link #edge(long, long, int)}. */
    int edgeType(String type);

    /** Adds an edge without properties, without allocation. {@link ErrorCode#NODE_NOT_FOUND} when an end is missing. */
    void edge(long from, long to, int edgeType);

    /** Adds an edge with properties. */
    void edge(long from, long to, int edgeType, Map<String, ?> properties);

    /**
     * Adds an edge under an id of the caller's, as when a database is brought over from elsewhere. Ids ascend: each is
     * greater, as an unsigned number, than those of the database and of the edges before it. Either all edges of a load
     * bring their ids or none does.
     *
     * @throws ContextDbException {@link ErrorCode#INVALID_ARGUMENT} when the id does not ascend, or edges before it
     *     brought none
     */
    void edge(long id, long from, long to, int edgeType, Map<String, ?> properties);

    /** Declares a vector space before its first vector; otherwise the first vector declares it with default options. */
    void vectorIndex(String name, VectorIndexOptions options);

    /**
     * Adds the vector of a node, read from {@code vector} before this returns. It replaces an earlier vector, but no
     * property of this name that is no vector. Where nodes have vectors and others have such properties under one name,
     * its space is declared before their first.
     */
    void vector(long id, String name, float[] vector);

    /**
     * Makes everything added durable and visible at once.
     *
     * @throws ContextDbException {@link ErrorCode#TRANSACTION_CONFLICT} when an id was taken by another writer since,
     *     of an edge also a greater one; {@link ErrorCode#DISK_FULL} when the disk has no room for it, and nothing has
     *     changed; {@link ErrorCode#COMMIT_PENDING} when it is durable but not visible yet, because others filled the
     *     disk meanwhile: it becomes visible by itself when there is room, and is not to be loaded again
     */
    BulkReport commit(Progress progress);

    /** Forgets everything when commit was not called. */
    @Override
    void close();
}
