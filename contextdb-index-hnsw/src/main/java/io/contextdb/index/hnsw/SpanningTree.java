package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.Scorer;
import io.contextdb.kernels.SplitMix64;
import io.contextdb.memory.NativeMemory;

/**
 * Keeps level 0 connected. Choosing links by diversity may leave a row that nothing links to, or cut off a crowd of
 * equal rows; so each row but the first has a <em>parent</em> of a lower ordinal, and the links between the two, in
 * both directions, are never dropped. These links are a tree over all rows: every row is reached from every other.
 *
 * <p>A row has at most {@link #childrenMax} children, so that a list has room for other links. The parent is the
 * nearest linked row that has room; when none has, a walk down the tree from the nearest finds one, turning by a hash
 * of the ordinal, so that the tree stays shallow even where all rows are equal.
 */
final class SpanningTree {
    private final GraphStore store;
    private final Scorer scorer;
    private final VectorRows rows;
    private final Query query = new Query();
    private final LinkMerger merger;
    private final int childrenMax;

    SpanningTree(GraphStore store, Scorer scorer, VectorRows rows, HnswParameters parameters) {
        this.store = store;
        this.scorer = scorer;
        this.rows = rows;
        this.merger = new LinkMerger(scorer, rows, parameters);
        this.childrenMax = childrenMax(parameters);
    }

    static int childrenMax(HnswParameters parameters) {
        return Math.max(2, parameters.m() / 2);
    }

    /** Ties a row of the batch to its parent; rows come in ascending order. */
    void tie(int row, NewLinks made) {
        int parent = parent(row, made);
        store.own(0, parent);
        Graph graph = store.graph();
        query.set(scorer, rows, parent);
        float score = query.score(row);
        merger.addTreeLink(graph, parent, row, score);
        merger.addTreeLink(graph, row, parent, score);
    }

    private int parent(int row, NewLinks made) {
        Graph graph = store.graph();
        int first = made.firstLink(row);
        for (int i = 0; i < made.count(row); i++) {
            int linked = made.target(first + i);
            if (children(graph, linked) < childrenMax) {
                return linked;
            }
        }
        int at = made.target(first);
        for (int depth = 0; children(graph, at) == childrenMax; depth++) {
            int turn = (int) Long.remainderUnsigned(SplitMix64.mix((long) depth << 32 | row), childrenMax);
            at = child(graph, at, turn);
        }
        return at;
    }

    /** How many children a row has: tree links to higher rows. */
    private static int children(Graph graph, int row) {
        int children = 0;
        long links = graph.links(0, row);
        for (int i = 0; i < graph.capacity(0); i++) {
            int link = NativeMemory.getInt(links + (long) i * Integer.BYTES);
            if (link == Graph.END) {
                break;
            }
            if (link < 0 && (link & Graph.ID) > row) {
                children++;
            }
        }
        return children;
    }

    /** The child of a row at a place among its children. */
    private static int child(Graph graph, int row, int place) {
        int before = 0;
        long links = graph.links(0, row);
        for (int i = 0; i < graph.capacity(0); i++) {
            int link = NativeMemory.getInt(links + (long) i * Integer.BYTES);
            if (link < 0 && (link & Graph.ID) > row && before++ == place) {
                return link & Graph.ID;
            }
        }
        throw new AssertionError("row " + row + " has no child " + place);
    }
}
