package io.contextdb.api;

/** Which of a node's edges are meant. */
public enum Direction {
    /** Edges that start at the node. */
    OUTGOING,
    /** Edges that end at the node. */
    INCOMING,
    /** Both; a loop counts once for each of its ends. */
    BOTH
}
