package io.contextdb.engine.traversal;

import io.contextdb.api.NodeList;
import io.contextdb.api.Traversal;
import io.contextdb.api.Traversal.Order;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.scratch.QueryScratch;

/**
 * Walks as a {@link Traversal} says. Between {@link #begin} and {@link #end} the ordinals of the nodes reached, without
 * the start, are {@link #nodes} from {@link #from} to {@link #to}. Stateless; the scratch belongs to the caller's
 * thread.
 */
public final class Walk {
    private Walk() {}

    /** Walks from a live node and fills {@code result}. */
    public static void begin(StorageView view, int start, Traversal traversal, QueryScratch scratch, NodeList result) {
        result.clear();
        scratch.types.select(view, traversal.types());
        scratch.depthFirst = traversal.order() == Order.DEPTH_FIRST;
        if (scratch.depthFirst) {
            DepthFirst.run(view, start, traversal, scratch, result);
        } else {
            BreadthFirst.run(view, start, traversal, scratch, result);
        }
    }

    /** An array with the nodes reached. */
    public static int[] nodes(QueryScratch scratch) {
        return scratch.depthFirst ? scratch.found.elements() : scratch.forward.nodes();
    }

    /** Where in it the first one is. */
    public static int from(QueryScratch scratch) {
        return scratch.depthFirst ? 0 : 1;
    }

    /** Where in it they end, exclusive. */
    public static int to(QueryScratch scratch) {
        return scratch.depthFirst ? scratch.found.size() : scratch.forward.size();
    }

    /** Leaves the scratch as it was. */
    public static void end(QueryScratch scratch) {
        if (scratch.depthFirst) {
            scratch.found.clear();
        } else {
            scratch.forward.end();
        }
    }
}
