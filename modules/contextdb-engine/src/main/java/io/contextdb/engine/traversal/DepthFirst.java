package io.contextdb.engine.traversal;

import io.contextdb.api.Direction;
import io.contextdb.api.NodeList;
import io.contextdb.api.Traversal;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.scratch.IntStack;
import io.contextdb.engine.scratch.QueryScratch;

/**
 * One branch to its end before the next, in the order a recursive walk takes, without recursion.
 *
 * <p>A node met deep down first may be nearer than that, and then the walk has to go on from it once more with the
 * depth it saved, or it would miss nodes that are within reach. So a node is walked from again whenever it is met at a
 * lesser depth than before, at most as often as there are depths; in the result it stands once, where it was met first.
 */
final class DepthFirst {
    private static final int NEVER = Integer.MAX_VALUE;

    private DepthFirst() {}

    static void run(StorageView view, int start, Traversal traversal, QueryScratch scratch, NodeList result) {
        scratch.depths.defaultReturnValue(NEVER);
        IntStack stack = scratch.stack;
        stack.push(start);
        stack.push(0);
        while (!stack.isEmpty() && scratch.found.size() < traversal.limit()) {
            int depth = stack.pop();
            int node = stack.pop();
            int before = scratch.depths.get(node);
            if (depth < before) {
                scratch.depths.put(node, depth);
                if (before == NEVER && node != start) {
                    scratch.found.add(node);
                    result.add(view.nodeId(node), depth);
                }
                if (depth < traversal.depth()) {
                    pushNeighbors(view, node, depth + 1, traversal.direction(), scratch);
                }
            }
        }
        stack.clear();
        scratch.depths.clear();
    }

    /** Puts the neighbours on the stack, the first on top. */
    private static void pushNeighbors(
            StorageView view, int node, int depth, Direction direction, QueryScratch scratch) {
        int bound = view.degreeBound(node, direction);
        int count = 0;
        int[] neighbors = scratch.neighbors(0);
        for (int t = 0; t < scratch.types.count(); t++) {
            neighbors = scratch.neighbors(count + bound);
            count += view.neighbors(node, direction, scratch.types.type(t), neighbors, count);
        }
        for (int i = count - 1; i >= 0; i--) {
            if (scratch.depths.get(neighbors[i]) > depth) {
                scratch.stack.push(neighbors[i]);
                scratch.stack.push(depth);
            }
        }
    }
}
