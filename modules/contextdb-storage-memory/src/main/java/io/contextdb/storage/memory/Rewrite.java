package io.contextdb.storage.memory;

import java.util.Arrays;

/**
 * The state a new snapshot holds, made from one in use: deleted edges are left out and the rest numbered anew; with
 * {@code compact}, dead nodes and vector rows as well. What is kept keeps its order.
 */
final class Rewrite {
    private Rewrite() {}

    static StateBuilder of(State from, boolean compact) {
        StateBuilder to = new StateBuilder(State.empty());
        from.tokens().names().forEach((kind, names) -> names.forEach(name -> to.intern(kind, name)));
        int[] nodes = copyNodes(from, to, compact);
        for (int edge = 0; edge < from.edges().size(); edge++) {
            EdgeRow row = from.edges().get(edge);
            if (row.live()) {
                to.addEdge(new EdgeRow(
                        row.id(), true, nodes[row.source()], nodes[row.target()], row.type(), row.properties()));
            }
        }
        from.spaces().forEach(rows -> copyRows(rows, to, nodes, compact));
        to.spaceNumberNext(from.spaceNumberNext());
        to.idsSeen(from.nodeIdHighest(), from.edgeIdHighest());
        return to;
    }

    /** Returns the new ordinals by the old ones, -1 for nodes left out. */
    private static int[] copyNodes(State from, StateBuilder to, boolean compact) {
        int[] ordinals = new int[from.nodes().size()];
        Arrays.fill(ordinals, -1);
        for (int node = 0; node < ordinals.length; node++) {
            NodeRow row = from.nodes().get(node);
            if (row.live() || !compact) {
                ordinals[node] = to.addNode(row.withEdges(new int[0], new int[0]));
            }
        }
        return ordinals;
    }

    private static void copyRows(MemoryRows from, StateBuilder to, int[] nodes, boolean compact) {
        to.addSpace(from.space());
        for (int row = 0; row < from.count(); row++) {
            VectorRow vector = from.get(row);
            if (vector.live() || !compact) {
                to.addRow(
                        from.space().number(),
                        nodes[vector.node()],
                        vector.floats(),
                        vector.inverseNorm(),
                        vector.live());
            }
        }
    }
}
