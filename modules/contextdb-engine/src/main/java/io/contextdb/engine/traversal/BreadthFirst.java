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
            int[] nodes = expansion.nodes();
            for (int i = expansion.levelStart(depth); i < expansion.levelEnd(depth); i++) {
                result.add(view.nodeId(nodes[i]), depth);
            }
        }
    }
}
