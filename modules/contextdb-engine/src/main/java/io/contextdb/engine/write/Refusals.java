package io.contextdb.engine.write;

import static io.contextdb.engine.write.InputCheck.shown;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;

/** The refusals that depend on the state of the database, worded the same wherever they are found. */
public final class Refusals {
    private Refusals() {}

    /** No such node. */
    public static ContextDbException nodeNotFound(long id) {
        return new ContextDbException(ErrorCode.NODE_NOT_FOUND, "no node has the id " + Long.toUnsignedString(id));
    }

    /** The id is taken. */
    public static ContextDbException nodeExists(long id) {
        return new ContextDbException(
                ErrorCode.NODE_EXISTS,
                "a node with the id " + Long.toUnsignedString(id) + " exists already; choose another, or upsert it");
    }

    /** The node cannot go yet. */
    public static ContextDbException nodeHasEdges(long id, int edges) {
        return new ContextDbException(
                ErrorCode.NODE_HAS_EDGES,
                "node " + Long.toUnsignedString(id) + " still has " + edges + (edges == 1 ? " edge" : " edges")
                        + "; delete them first, or detach it");
    }

    /** No such edge. */
    public static ContextDbException edgeNotFound(long id) {
        return new ContextDbException(ErrorCode.EDGE_NOT_FOUND, "no edge has the id " + Long.toUnsignedString(id));
    }

    /** The id is taken. */
    public static ContextDbException edgeExists(long id) {
        return new ContextDbException(
                ErrorCode.EDGE_EXISTS, "an edge with the id " + Long.toUnsignedString(id) + " exists already");
    }

    /** The node has no such vector. */
    public static ContextDbException vectorNotFound(long id, String space) {
        return new ContextDbException(
                ErrorCode.VECTOR_NOT_FOUND, "node " + Long.toUnsignedString(id) + " has no vector " + shown(space));
    }

    /** A bulk load cannot put a vector in the place of a property. */
    public static ContextDbException plainPropertyStays(long id, String name) {
        return new ContextDbException(
                ErrorCode.INVALID_ARGUMENT,
                "node " + Long.toUnsignedString(id) + " has a property " + shown(name)
                        + " that is no vector, and a bulk load only adds; remove the property first");
    }

    /** Another number of components. */
    public static ContextDbException dimensionMismatch(String space, int given, int dimension) {
        return new ContextDbException(
                ErrorCode.DIMENSION_MISMATCH,
                "a vector of " + given + " components for " + shown(space) + "; its vectors have " + dimension);
    }

    /** No such space. */
    public static ContextDbException indexNotFound(String space) {
        return new ContextDbException(ErrorCode.INDEX_NOT_FOUND, "no vector index has the name " + shown(space));
    }

    /** The name is taken. */
    public static ContextDbException indexExists(String space, VectorIndexOptions present) {
        return new ContextDbException(
                ErrorCode.INDEX_EXISTS,
                "a vector index " + shown(space) + " exists already: " + present.type() + ", dimension "
                        + present.dimension() + ", " + present.metric() + ", " + present.parameters()
                        + "; drop it first, or choose another name");
    }

    /** Whether an index as asked for is the one that is there; a dimension of 0 fits any. */
    public static boolean sameIndex(VectorIndexOptions present, VectorIndexOptions asked) {
        return present.equals(asked)
                || asked.dimension() == 0 && present.dimension(0).equals(asked);
    }
}
