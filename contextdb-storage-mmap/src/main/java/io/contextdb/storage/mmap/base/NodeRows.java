package io.contextdb.storage.mmap.base;

/** The nodes of a snapshot to be written, by their new ordinals. */
public interface NodeRows {
    /** One above the highest ordinal. */
    int limit();

    /** A node's id. */
    long id(int node);

    /** Whether a node is live; dead ones have neither labels nor properties. */
    boolean live(int node);

    /** A live node's labels, ascending. */
    int[] labels(int node);

    /** Whether any node may have properties; cheap. */
    boolean hasProperties();

    /** Shows a live node's properties, in an order that follows from the data alone. */
    void properties(int node, PropertySink sink);
}
