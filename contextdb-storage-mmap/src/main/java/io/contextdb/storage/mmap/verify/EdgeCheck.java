package io.contextdb.storage.mmap.verify;

import io.contextdb.api.spi.TokenKind;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.snapshot.SnapshotCounts;

/**
 * Edges: the ids of the base ascend and those of live edges are found again, ends of live edges are live nodes, types
 * and property keys known names, counts agree with the document.
 */
final class EdgeCheck implements Runnable {
    private final Base base;
    private final Problems problems;
    private final String place;

    EdgeCheck(Base base, Problems problems) {
        this.base = base;
        this.problems = problems;
        this.place = "snapshot " + base.metadata().id();
    }

    @Override
    public void run() {
        SnapshotCounts counts = base.metadata().counts();
        int typeCount = base.metadata().schema().edgeTypes().size();
        int keyCount = base.metadata().schema().names(TokenKind.PROPERTY_KEY).size();
        long[] typeEdges = new long[typeCount];
        long live = 0;
        for (int edge = 0; edge < base.edgeLimit(); edge++) {
            long id = base.edges().id(edge);
            String named = place + ", edge " + Long.toUnsignedString(id);
            problems.expect(
                    edge == 0
                            || edge >= base.edgesAscending()
                            || Long.compareUnsigned(base.edges().id(edge - 1), id) < 0,
                    named,
                    "ids do not ascend");
            problems.expect(
                    Long.compareUnsigned(id, counts.edgeIdHighest()) <= 0,
                    named,
                    "its id is above the highest ever used");
            if (!base.edgeDead(edge)) {
                live++;
                checkLive(edge, named, keyCount, typeEdges);
            }
        }
        problems.expectEqual(counts.edges(), live, place, "the number of edges");
        problems.expectEqual(typeCount, counts.typeEdges().size(), place, "the number of counted edge types");
        for (int type = 0; type < Math.min(typeCount, counts.typeEdges().size()); type++) {
            problems.expectEqual(
                    counts.typeEdges().get(type), typeEdges[type], place, "the count of edge type " + type);
        }
    }

    private void checkLive(int edge, String named, int keyCount, long[] typeEdges) {
        problems.expectEqual(edge, base.findEdge(base.edges().id(edge)), named, "the ordinal found by its id");
        problems.expect(liveNode(base.edges().source(edge)), named, "it starts at no live node");
        problems.expect(liveNode(base.edges().target(edge)), named, "it ends at no live node");
        int type = base.edges().type(edge);
        if (type >= 0 && type < typeEdges.length) {
            typeEdges[type]++;
        } else {
            problems.add(named + ": type " + type + " of " + typeEdges.length);
        }
        base.edges()
                .properties(
                        edge,
                        (key, value) -> problems.expect(
                                key >= 0 && key < keyCount, named, "property key " + key + " of " + keyCount));
    }

    private boolean liveNode(int node) {
        return node >= 0 && node < base.nodeLimit() && !base.nodeDead(node);
    }
}
