package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.PropertyVisitor;

/**
 * The live edges of a snapshot to be written, by their new ordinals, which follow their ids as unsigned numbers. Columns are read in
 * pieces, from front to back, several times over.
 */
public interface EdgeRows {
    /** How many there are. */
    int count();

    /** Copies {@code count} ids from the edge {@code from} on to a native address, 8 bytes each. */
    void copyIds(int from, int count, long address);

    /** Copies the ordinals of the nodes the edges start at, 4 bytes each. */
    void copySources(int from, int count, long address);

    /** Copies the ordinals of the nodes the edges end at, 4 bytes each. */
    void copyTargets(int from, int count, long address);

    /** Copies type numbers, 4 bytes each. */
    void copyTypes(int from, int count, long address);

    /** Whether any edge may have properties; cheap. */
    boolean hasProperties();

    /** Shows an edge's properties, in any order. */
    void properties(int edge, PropertyVisitor visitor);
}
