package io.contextdb.engine.write;

/** Gives out ids for new nodes and edges: each once, above all that were ever used. Thread-safe. */
public interface IdSource {
    /** An id for a new node, also above {@code floor}, an unsigned number. */
    long nextNodeId(long floor);

    /** An id for a new edge. */
    long nextEdgeId();
}
