package io.contextdb.engine.diff;

import io.contextdb.api.Difference;
import io.contextdb.api.Difference.Kind;
import io.contextdb.api.DifferenceCounts;

/** Counts differences by what they are of and what became of it. */
final class DiffTally {
    private final long[] nodes = new long[Kind.values().length];
    private final long[] edges = new long[Kind.values().length];
    private final long[] vectors = new long[Kind.values().length];

    void add(Difference difference) {
        switch (difference) {
            case Difference.OfNode node -> {
                nodes[node.kind().ordinal()]++;
                node.vectors().values().forEach(kind -> vectors[kind.ordinal()]++);
            }
            case Difference.OfEdge edge -> edges[edge.kind().ordinal()]++;
        }
    }

    DifferenceCounts counts() {
        return new DifferenceCounts(
                nodes[Kind.ADDED.ordinal()],
                nodes[Kind.REMOVED.ordinal()],
                nodes[Kind.CHANGED.ordinal()],
                edges[Kind.ADDED.ordinal()],
                edges[Kind.REMOVED.ordinal()],
                edges[Kind.CHANGED.ordinal()],
                vectors[Kind.ADDED.ordinal()],
                vectors[Kind.REMOVED.ordinal()],
                vectors[Kind.CHANGED.ordinal()]);
    }
}
