package io.contextdb.storage.mmap.base;

/**
 * The edges of a file to be written. For a base they are all live edges by their new ordinals, which follow their ids
 * as unsigned numbers. A patch has rows before them: edges of the files below whose properties changed, or which are
 * dead. Columns are read in pieces, from front to back, several times over.
 */
public interface EdgeRows {
    /** How many edges have columns. */
    int count();

    /** How many rows there are before those that have columns. */
    default int redirected() {
        return 0;
    }

    /** Whether a row, redirected ones counted, is a dead edge. */
    default boolean dead(int row) {
        return false;
    }

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

    /** Shows a live edge's properties, in an order that follows from the data alone; redirected rows are counted. */
    void properties(int row, PropertySink sink);
}
