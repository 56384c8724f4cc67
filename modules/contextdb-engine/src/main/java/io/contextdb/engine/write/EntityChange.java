package io.contextdb.engine.write;

/** The net change of one node or edge. */
public sealed interface EntityChange permits NodeChange, EdgeChange {
    /** The node or edge. */
    long id();
}
