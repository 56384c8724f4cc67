package io.contextdb.engine.traversal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Direction;
import io.contextdb.api.Metric;
import io.contextdb.api.NodeList;
import io.contextdb.api.Traversal;
import io.contextdb.api.Traversal.Order;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.fixture.RandomDatabase;
import io.contextdb.engine.fixture.StorageKind;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkTest {
    private static final int QUERIES = 300;
    private static final int NODES = 120;

    @TempDir
    private Path directory = Path.of("");

    private final QueryScratch scratch = new QueryScratch();
    private final NodeList result = new NodeList();

    @ParameterizedTest
    @EnumSource
    void bothOrdersReachExactlyWhatIsWithinTheDepth(StorageKind storage) {
        Random random = Seeds.random("bothOrdersReachExactlyWhatIsWithinTheDepth");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            for (int query = 0; query < QUERIES; query++) {
                Traversal traversal = traversal(random);
                long start = database.node();
                Map<Long, Integer> distances =
                        database.graph().distances(start, traversal.depth(), traversal.direction(), traversal.types());
                walk(database.view(), start, traversal);
                Map<Long, Integer> reached = reached();
                assertEquals(result.size(), reached.size(), "each node once");
                distances.remove(start);
                assertEquals(distances.keySet(), reached.keySet());
                if (traversal.order() == Order.BREADTH_FIRST) {
                    assertEquals(distances, reached);
                    IntStream.range(1, result.size())
                            .forEach(i -> assertTrue(result.depth(i - 1) <= result.depth(i), "nearest first"));
                } else {
                    reached.forEach((id, depth) -> assertTrue(
                            depth >= distances.getOrDefault(id, Integer.MAX_VALUE) && depth <= traversal.depth(),
                            "a depth it was met at"));
                    assertEquals(recursively(database.view(), start, traversal), List.of(boxed(result.ids())));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLimitCutsTheEndOff(StorageKind storage) {
        Random random = Seeds.random("aLimitCutsTheEndOff");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            for (int query = 0; query < QUERIES; query++) {
                Traversal traversal = traversal(random);
                long start = database.node();
                walk(database.view(), start, traversal);
                long[] all = result.ids();
                int limit = 1 + random.nextInt(40);
                walk(database.view(), start, traversal.limit(limit));
                assertEquals(List.of(boxed(all)).subList(0, Math.min(limit, all.length)), List.of(boxed(result.ids())));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTypeNobodyKnowsLeadsNowhere(StorageKind storage) {
        Random random = Seeds.random("aTypeNobodyKnowsLeadsNowhere");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            for (Order order : Order.values()) {
                walk(
                        database.view(),
                        database.node(),
                        Traversal.within(9).over("NEVER_USED", "OWNS").ordered(order));
                assertEquals(0, result.size());
            }
        }
    }

    private void walk(StorageView view, long start, Traversal traversal) {
        Walk.begin(view, view.node(start), traversal, scratch, result);
        Set<Long> ordinals = new HashSet<>();
        for (int i = Walk.from(scratch); i < Walk.to(scratch); i++) {
            ordinals.add(view.nodeId(Walk.nodes(scratch)[i]));
        }
        Walk.end(scratch);
        assertEquals(Set.of(boxed(result.ids())), ordinals, "the ordinals are those of the result");
        assertTrue(scratch.forward.reached().isEmpty() && scratch.stack.isEmpty() && scratch.depths.isEmpty());
    }

    private Map<Long, Integer> reached() {
        Map<Long, Integer> reached = new HashMap<>();
        for (int i = 0; i < result.size(); i++) {
            reached.put(result.id(i), result.depth(i));
        }
        return reached;
    }

    private static Long[] boxed(long[] ids) {
        return Arrays.stream(ids).boxed().toArray(Long[]::new);
    }

    private static Traversal traversal(Random random) {
        Traversal traversal = Traversal.within(random.nextInt(6))
                .in(Direction.values()[random.nextInt(3)])
                .ordered(Order.values()[random.nextInt(2)]);
        return switch (random.nextInt(4)) {
            case 0 -> traversal;
            case 1 -> traversal.over(RandomDatabase.TYPES.get(random.nextInt(3)));
            case 2 -> traversal.over(RandomDatabase.TYPES.get(1), RandomDatabase.TYPES.get(2));
            default -> traversal.over(RandomDatabase.TYPES.get(0), "NEVER_USED");
        };
    }

    /** The order of a recursive walk over the view. */
    private static List<Long> recursively(StorageView view, long start, Traversal traversal) {
        int[] types = traversal.types().isEmpty()
                ? new int[] {StorageView.ANY_TYPE}
                : traversal.types().stream()
                        .mapToInt(type -> view.token(TokenKind.EDGE_TYPE, type))
                        .filter(type -> type >= 0)
                        .sorted()
                        .toArray();
        List<Long> order = new ArrayList<>();
        Map<Integer, Integer> least = new HashMap<>();
        visit(view, view.node(start), 0, traversal, types, least, order);
        order.remove(start);
        return order;
    }

    private static void visit(
            StorageView view,
            int node,
            int depth,
            Traversal traversal,
            int[] types,
            Map<Integer, Integer> least,
            List<Long> order) {
        Integer before = least.get(node);
        if (before != null && before <= depth) {
            return;
        }
        least.put(node, depth);
        if (before == null) {
            order.add(view.nodeId(node));
        }
        if (depth == traversal.depth()) {
            return;
        }
        for (int type : types) {
            int[] neighbors = new int[view.degreeBound(node, traversal.direction())];
            int count = view.neighbors(node, traversal.direction(), type, neighbors, 0);
            for (int i = 0; i < count; i++) {
                visit(view, neighbors[i], depth + 1, traversal, types, least, order);
            }
        }
    }
}
