package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Direction;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.testkit.storage.StorageModel.ModelEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Compares the edges listed at every node, in every direction and of every type, and their order: outgoing before
 * incoming, those of the snapshot by type and neighbour, newer ones as they were created. The order of parallel edges
 * of a snapshot is the provider's.
 */
final class AdjacencyCheck {
    private static final int OFFSET = 3;

    private final StorageModel model;
    private final StorageView view;
    private final Map<Integer, List<ModelEdge>> outgoing = new TreeMap<>();
    private final Map<Integer, List<ModelEdge>> incoming = new TreeMap<>();

    AdjacencyCheck(StorageModel model, StorageView view) {
        this.model = model;
        this.view = view;
        for (ModelEdge edge : model.edges.values()) {
            outgoing.computeIfAbsent(edge.source(), _ -> new ArrayList<>()).add(edge);
            incoming.computeIfAbsent(edge.target(), _ -> new ArrayList<>()).add(edge);
        }
        Comparator<ModelEdge> baseFirst = Comparator.comparing(edge -> !edge.base());
        Comparator<ModelEdge> byType = Comparator.comparingInt(edge -> edge.base() ? edge.type() : 0);
        outgoing.values()
                .forEach(list -> list.sort(
                        baseFirst.thenComparing(byType).thenComparingInt(edge -> edge.base() ? edge.target() : 0)));
        incoming.values()
                .forEach(list -> list.sort(
                        baseFirst.thenComparing(byType).thenComparingInt(edge -> edge.base() ? edge.source() : 0)));
    }

    void run() {
        for (int node : model.liveNodes()) {
            for (Direction direction : Direction.values()) {
                check(node, direction, StorageView.ANY_TYPE);
                for (int type = 0; type < model.names(TokenKind.EDGE_TYPE).size(); type++) {
                    check(node, direction, type);
                }
            }
        }
    }

    private void check(int node, Direction direction, int type) {
        List<ModelEdge> out = direction == Direction.INCOMING ? List.of() : of(outgoing, node, type);
        List<ModelEdge> in = direction == Direction.OUTGOING ? List.of() : of(incoming, node, type);
        int[] expected = IntStream.concat(
                        out.stream().mapToInt(ModelEdge::target), in.stream().mapToInt(ModelEdge::source))
                .toArray();
        int bound = view.degreeBound(node, direction);
        assertTrue(bound >= expected.length, () -> "degreeBound " + bound + " of " + expected.length + " edges");

        int[] neighbors = new int[bound + OFFSET];
        Arrays.fill(neighbors, -1);
        int count = view.neighbors(node, direction, type, neighbors, OFFSET);
        assertArrayEquals(expected, Arrays.copyOfRange(neighbors, OFFSET, OFFSET + count), "neighbours");
        assertEquals(-1, IntStream.of(neighbors).limit(OFFSET).max().orElse(-1), "nothing before the offset changes");

        checkWithoutBound(node, direction, type, expected);

        int[] edges = new int[bound];
        int[] ends = new int[bound];
        assertEquals(count, view.edges(node, direction, type, ends, edges));
        assertArrayEquals(expected, Arrays.copyOf(ends, count), "neighbours beside edges");
        checkEdges(out, node, true, ends, edges, 0);
        checkEdges(in, node, false, ends, edges, out.size());
    }

    /** Checks that what does not fit says how much room is needed. */
    private void checkWithoutBound(int node, Direction direction, int type, int[] expected) {
        if (expected.length > 0) {
            int[] small = new int[OFFSET + expected.length - 1];
            int refused = view.neighborsIfTheyFit(node, direction, type, small, OFFSET);
            assertTrue(~refused >= expected.length, () -> "room for " + ~refused + " of " + expected.length);
            int[] neighbors = new int[OFFSET + ~refused];
            int count = view.neighbors(node, direction, type, neighbors, OFFSET);
            assertArrayEquals(expected, Arrays.copyOfRange(neighbors, OFFSET, OFFSET + count), "neighbours that fit");
        } else {
            int room = view.degreeBound(node, direction);
            int count = view.neighborsIfTheyFit(node, direction, type, new int[OFFSET + room], OFFSET);
            assertTrue(count == 0 || count < -1 - room, () -> "no neighbours, not " + count);
        }
    }

    /**
     * Checks that every listed edge is one of those expected, joins the right nodes, and that newer ones stand where
     * they should.
     */
    private void checkEdges(List<ModelEdge> expected, int node, boolean leaves, int[] ends, int[] edges, int from) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            int edge = edges[from + i];
            ids.add(view.edgeId(edge));
            assertEquals(leaves ? node : ends[from + i], view.edgeSource(edge));
            assertEquals(leaves ? ends[from + i] : node, view.edgeTarget(edge));
            assertEquals(expected.get(i).type(), view.edgeType(edge));
            if (!expected.get(i).base()) {
                assertEquals(expected.get(i).id(), view.edgeId(edge), "newer edges in the order of creation");
            }
        }
        assertEquals(
                expected.stream().map(ModelEdge::id).sorted().toList(),
                ids.stream().sorted().toList(),
                "the edges of node " + node);
    }

    private static List<ModelEdge> of(Map<Integer, List<ModelEdge>> edges, int node, int type) {
        return edges.getOrDefault(node, List.of()).stream()
                .filter(edge -> type == StorageView.ANY_TYPE || edge.type() == type)
                .toList();
    }
}
