package io.contextdb.storage.mmap.verify;

import io.contextdb.api.spi.StorageView;
import io.contextdb.storage.mmap.base.AdjacencyFile;
import io.contextdb.storage.mmap.base.AdjacencyLists;
import io.contextdb.storage.mmap.base.Base;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adjacency: in both directions the lists of each file follow each other; the list of every node, wherever it is, is
 * sorted, its entries are live edges of its node, its parts by type are found, and these lists hold as many entries as
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
        for (@Nullable AdjacencyLists file = lists; file != null; file = file.below()) {
            if (!follow(file, place + " of the " + file.level().role())) {
                return;
            }
        }
        long entries = 0;
        for (int node = 0; node < base.nodeLimit(); node++) {
            String named =
                    place + " of node " + Long.toUnsignedString(base.nodes().id(node));
            AdjacencyLists holder = lists.holder(node);
            checkList(named, holder, node, holder.range(node, StorageView.ANY_TYPE), nearEnd, farEnd);
            entries += holder.degree(node);
        }
        problems.expectEqual(base.metadata().counts().edges(), entries, place, "the number of entries");
    }

    /** Whether the lists of a file follow each other and are all of its entries. */
    private boolean follow(AdjacencyLists file, String place) {
        long end = 0;
        for (int row = 0; row < file.level().rows(); row++) {
            long range = file.rangeAt(row);
            if (AdjacencyLists.begin(range) != end || AdjacencyLists.end(range) < end) {
                problems.add(
                        place + ": list " + row + " begins at " + AdjacencyLists.begin(range) + " and not at " + end);
                return false;
            }
            end = AdjacencyLists.end(range);
        }
        problems.expectEqual(file.entries(), end, place, "the end of the last list");
        return end == file.entries();
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
            if (edge < 0 || edge >= base.edgeLimit() || base.edgeDead(edge)) {
                problems.add(named + ": there is no edge " + edge);
                return;
            }
            problems.expectEqual(node, nearEnd.applyAsInt(edge), named, "the node of edge " + edge);
            problems.expectEqual(
                    farEnd.applyAsInt(edge), lists.neighbor(entry), named, "the neighbour by edge " + edge);
            if (entry > AdjacencyLists.begin(range)) {
                problems.expect(ascend(lists, entry - 1, entry), named, "entries are not sorted at " + entry);
            }
            if (entry + 1 == AdjacencyLists.end(range) || type(lists, entry + 1) != type(lists, entry)) {
                long part = lists.range(node, type(lists, entry));
                problems.expectEqual(typeBegin, AdjacencyLists.begin(part), named, "the begin of a type's entries");
                problems.expectEqual(entry + 1L, AdjacencyLists.end(part), named, "the end of a type's entries");
                typeBegin = entry + 1;
            }
        }
    }

    /** The type of the edge at a place, or -1 when there is no such edge. */
    private int type(AdjacencyLists lists, int entry) {
        int edge = lists.edge(entry);
        return edge < 0 || edge >= base.edgeLimit() ? -1 : base.edges().type(edge);
    }

    private boolean ascend(AdjacencyLists lists, int first, int second) {
        int byType = Integer.compare(type(lists, first), type(lists, second));
        int byNeighbor = Integer.compare(lists.neighbor(first), lists.neighbor(second));
        int byEdge = Integer.compare(lists.edge(first), lists.edge(second));
        return byType < 0 || byType == 0 && (byNeighbor < 0 || byNeighbor == 0 && byEdge < 0);
    }
}
