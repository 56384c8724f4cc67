package io.contextdb.engine.traversal;

import io.contextdb.api.NodeList;
import io.contextdb.api.Traversal;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.scratch.Expansion;
import io.contextdb.engine.scratch.QueryScratch;

/**
 * Level by level: depths are shortest distances. Costs one look at each edge of each node nearer than the depth asked
 * for.
 */
final class BreadthFirst {
    private BreadthFirst() {}

    static void run(StorageView view, int start, Traversal traversal, QueryScratch scratch, NodeList result) {
        Expansion expansion = scratch.forward;
        expansion.begin(view.nodeLimit(), start);
        int room = traversal.limit();
        for (int depth = 1; depth <= traversal.depth() && room > 0 && expansion.frontier() > 0; depth++) {
            room -= expansion.expand(view, traversal.direction(), scratch.types, room);
            int end = expansion.levelEnd(depth);
            for (int from = expansion.levelStart(depth); from < end; from += scratch.ids.length) {
                int to = Math.min(end, from + scratch.ids.length);
                view.nodeIds(expansion.nodes(), from, to, scratch.ids);
                result.addAll(scratch.ids, to - from, depth);
            }
        }
    }
}
