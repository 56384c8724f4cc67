package io.contextdb.storage.mmap.base;

/**
 * The lists of one direction that go into a patch, in the order of their nodes: those of the nodes in a set, then those
 * of all from its size on.
 */
public interface PatchLists {
    /** The nodes below the first new one whose lists are taken over. */
    Bits redirected();

    /** How many lists there are. */
    int rows();

    /** At least the number of entries of a list; cheap. */
    int degreeBound(int row);

    /**
     * Copies a list's entries in any order, the nodes at the other ends and the edges' ordinals, and returns how many
     * there are.
     */
    int copy(int row, int[] neighbors, int[] edges);

    /** The type of an edge. */
    int type(int edge);
}
