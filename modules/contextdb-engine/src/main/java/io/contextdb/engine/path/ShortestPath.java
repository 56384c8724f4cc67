package io.contextdb.engine.path;

import io.contextdb.api.Direction;
import io.contextdb.api.GraphPath;
import io.contextdb.api.Traversal;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.scratch.Expansion;
import io.contextdb.engine.scratch.OrdinalSet;
import io.contextdb.engine.scratch.QueryScratch;

/**
 * A shortest path in edges, by breadth-first search from both ends in turn, the smaller frontier first (Pohl,
 * "Bi-directional search", 1971).
 *
 * <p>Among several shortest paths it is the one that, at each node from the start on, leaves by the edge with the
 * lowest id (unsigned) that lies on any of them. So the answer depends on the graph alone, not on how it is stored.
 *
 * <p>Whole levels are expanded until one meets the other side. Every shortest path then passes through a node that both
 * sides reached in their last levels. Going back from those nodes towards the start marks every node of the first half
 * that lies on a shortest path; in the second half every step to the next lower level does. The walk from the start to
 * the end then only has to choose.
 */
public final class ShortestPath {
    private ShortestPath() {}

    /** Finds a path between two live nodes, or none; the traversal's order and limit do not matter. */
    public static void find(
            StorageView view, int from, int to, Traversal traversal, QueryScratch scratch, GraphPath result) {
        result.clear();
        if (from == to) {
            result.start(view.nodeId(from));
            return;
        }
        scratch.types.select(view, traversal.types());
        scratch.forward.begin(view.nodeLimit(), from);
        scratch.backward.begin(view.nodeLimit(), to);
        if (meet(view, traversal, scratch)) {
            markFirstHalf(view, traversal.direction(), scratch);
            walk(view, traversal.direction(), scratch, result);
            scratch.marked.clear(scratch.found.elements(), scratch.found.size());
            scratch.found.clear();
        }
        scratch.forward.end();
        scratch.backward.end();
    }

    /** Expands both sides until they meet; then the nodes where they do are marked and found. */
    private static boolean meet(StorageView view, Traversal traversal, QueryScratch scratch) {
        Expansion forward = scratch.forward;
        Expansion backward = scratch.backward;
        for (int depth = 1; depth <= traversal.depth(); depth++) {
            boolean onwards = forward.frontier() <= backward.frontier();
            Expansion side = onwards ? forward : backward;
            Expansion other = onwards ? backward : forward;
            Direction direction = onwards ? traversal.direction() : reverse(traversal.direction());
            if (side.expand(view, direction, scratch.types, Integer.MAX_VALUE) == 0) {
                return false;
            }
            markCommon(side, other.reached(), view.nodeLimit(), scratch);
            if (!scratch.found.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void markCommon(Expansion side, OrdinalSet other, int nodeLimit, QueryScratch scratch) {
        int[] nodes = side.nodes();
        int last = side.levels() - 1;
        for (int i = side.levelStart(last); i < side.levelEnd(last); i++) {
            if (other.contains(nodes[i])) {
                scratch.marked.reserve(nodeLimit);
                scratch.marked.add(nodes[i]);
                scratch.found.add(nodes[i]);
            }
        }
    }

    /**
     * Marks the nodes of the first half that lie on a shortest path. Taking each level out of the reached nodes before
     * it is looked back from leaves nearer ones only, and a neighbour cannot be nearer by more than one.
     */
    private static void markFirstHalf(StorageView view, Direction direction, QueryScratch scratch) {
        Expansion forward = scratch.forward;
        int next = 0;
        for (int level = forward.levels() - 1; level > 1; level--) {
            removeLevel(forward, level, forward.reached());
            int end = scratch.found.size();
            for (; next < end; next++) {
                markNearer(view, scratch.found.getInt(next), reverse(direction), scratch);
            }
        }
    }

    private static void markNearer(StorageView view, int node, Direction back, QueryScratch scratch) {
        int[] neighbors = scratch.neighbors(view.degreeBound(node, back));
        for (int t = 0; t < scratch.types.count(); t++) {
            int count = view.neighbors(node, back, scratch.types.type(t), neighbors, 0);
            for (int i = 0; i < count; i++) {
                if (scratch.forward.reached().contains(neighbors[i]) && scratch.marked.add(neighbors[i])) {
                    scratch.found.add(neighbors[i]);
                }
            }
        }
    }

    private static void walk(StorageView view, Direction direction, QueryScratch scratch, GraphPath result) {
        Expansion forward = scratch.forward;
        Expansion backward = scratch.backward;
        int node = forward.nodes()[0];
        result.start(view.nodeId(node));
        for (int level = 1; level < forward.levels(); level++) {
            node = step(view, node, direction, scratch.marked, scratch, result);
            removeLevel(forward, level, scratch.marked);
        }
        for (int level = backward.levels() - 1; level > 0; level--) {
            removeLevel(backward, level, backward.reached());
            node = step(view, node, direction, backward.reached(), scratch, result);
        }
    }

    /** Goes over the edge with the lowest id to a node of the set; returns that node. */
    private static int step(
            StorageView view, int node, Direction direction, OrdinalSet to, QueryScratch scratch, GraphPath result) {
        int bound = view.degreeBound(node, direction);
        int[] neighbors = scratch.neighbors(bound);
        int[] edges = scratch.edges(bound);
        int next = -1;
        long lowest = -1;
        for (int t = 0; t < scratch.types.count(); t++) {
            int count = view.edges(node, direction, scratch.types.type(t), neighbors, edges);
            for (int i = 0; i < count; i++) {
                if (to.contains(neighbors[i])) {
                    long id = view.edgeId(edges[i]);
                    if (next < 0 || Long.compareUnsigned(id, lowest) < 0) {
                        next = neighbors[i];
                        lowest = id;
                    }
                }
            }
        }
        assert next >= 0 : "a marked node without a next one";
        result.step(lowest, view.nodeId(next));
        return next;
    }

    private static void removeLevel(Expansion side, int level, OrdinalSet set) {
        set.removeAll(side.nodes(), side.levelStart(level), side.levelEnd(level));
    }

    private static Direction reverse(Direction direction) {
        return switch (direction) {
            case OUTGOING -> Direction.INCOMING;
            case INCOMING -> Direction.OUTGOING;
            case BOTH -> Direction.BOTH;
        };
    }
}
