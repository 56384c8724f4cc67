package io.contextdb.storage.mmap.verify;

import io.contextdb.api.spi.StorageView;
import io.contextdb.storage.mmap.base.AdjacencyFile;
import io.contextdb.storage.mmap.base.AdjacencyLists;
import io.contextdb.storage.mmap.base.Base;
import java.util.function.IntUnaryOperator;

/**
 * Adjacency: in both directions every list is sorted, its entries are edges of its node, its parts by type are found, and the lists hold as many entries as
 * there are edges. Since a list has no entry twice, every edge is then in exactly one list of each direction.
 */
final class AdjacencyCheck implements Runnable {
    private final Base base;
    private final Problems problems;

    AdjacencyCheck(Base base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    @Override
    public void run() {
        AdjacencyFile adjacency = base.adjacency();
        if (adjacency != null) {
            check("forward", adjacency.forward(), base.edges()::source, base.edges()::target);
            check("backward", adjacency.backward(), base.edges()::target, base.edges()::source);
        }
        problems.expect(
                adjacency != null || base.edgeLimit() == 0,
                "snapshot " + base.metadata().id(),
                "there are edges but no adjacency");
    }

    private void check(String direction, AdjacencyLists lists, IntUnaryOperator nearEnd, IntUnaryOperator farEnd) {
        String place = "snapshot " + base.metadata().id() + ", " + direction + " adjacency";
        long end = 0;
        for (int node = 0; node < base.nodeLimit(); node++) {
            long range = lists.range(node, StorageView.ANY_TYPE);
            String named =
                    place + " of node " + Long.toUnsignedString(base.nodes().id(node));
            if (AdjacencyLists.begin(range) != end || AdjacencyLists.end(range) < end) {
                problems.add(named + ": its list begins at " + AdjacencyLists.begin(range) + " and not at " + end);
                return;
            }
            end = AdjacencyLists.end(range);
            if (end > base.edgeLimit()) {
                problems.add(named + ": its list ends at " + end + " of " + base.edgeLimit());
                return;
            }
            checkList(named, lists, node, range, nearEnd, farEnd);
        }
        problems.expectEqual(base.edgeLimit(), end, place, "the number of entries");
    }

    private void checkList(
            String named,
            AdjacencyLists lists,
            int node,
            long range,
            IntUnaryOperator nearEnd,
            IntUnaryOperator farEnd) {
        int typeBegin = AdjacencyLists.begin(range);
        for (int entry = typeBegin; entry < AdjacencyLists.end(range); entry++) {
            int edge = lists.edge(entry);
            if (edge < 0 || edge >= base.edgeLimit()) {
                problems.add(named + ": there is no edge " + edge);
                return;
            }
            problems.expectEqual(node, nearEnd.applyAsInt(edge), named, "the node of edge " + edge);
            problems.expectEqual(
                    farEnd.applyAsInt(edge), lists.neighbor(entry), named, "the neighbour by edge " + edge);
            if (entry > AdjacencyLists.begin(range)) {
                problems.expect(ascend(lists, entry - 1, entry), named, "entries are not sorted at " + entry);
            }
            boolean lastOfType = entry + 1 == AdjacencyLists.end(range)
                    || base.edges().type(lists.edge(entry + 1)) != base.edges().type(edge);
            if (lastOfType) {
                long part = lists.range(node, base.edges().type(edge));
                problems.expectEqual(typeBegin, AdjacencyLists.begin(part), named, "the begin of a type's entries");
                problems.expectEqual(entry + 1L, AdjacencyLists.end(part), named, "the end of a type's entries");
                typeBegin = entry + 1;
            }
        }
    }

    private boolean ascend(AdjacencyLists lists, int first, int second) {
        int byType = Integer.compare(
                base.edges().type(lists.edge(first)), base.edges().type(lists.edge(second)));
        int byNeighbor = Integer.compare(lists.neighbor(first), lists.neighbor(second));
        int byEdge = Integer.compare(lists.edge(first), lists.edge(second));
        return byType < 0 || byType == 0 && (byNeighbor < 0 || byNeighbor == 0 && byEdge < 0);
    }
}
