package io.contextdb.engine.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.GraphPath;
import io.contextdb.api.Metric;
import io.contextdb.api.Traversal;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.fixture.RandomDatabase;
import io.contextdb.engine.fixture.StorageKind;
import io.contextdb.engine.scratch.QueryScratch;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShortestPathTest {
    private static final int QUERIES = 600;

    @TempDir
    private Path directory = Path.of("");

    private final QueryScratch scratch = new QueryScratch();
    private final GraphPath result = new GraphPath();

    @ParameterizedTest
    @EnumSource
    void isTheOneWithTheLowestEdges(StorageKind storage) {
        Random random = Seeds.random("isTheOneWithTheLowestEdges");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, 150)) {
            for (int query = 0; query < QUERIES; query++) {
                Traversal traversal = Traversal.within(random.nextInt(3) == 0 ? random.nextInt(4) : 1000)
                        .in(Direction.values()[random.nextInt(3)]);
                if (random.nextInt(3) == 0) {
                    traversal = traversal.over(RandomDatabase.TYPES.get(0), RandomDatabase.TYPES.get(2));
                }
                long from = database.node();
                long to = database.node();
                find(database.view(), from, to, traversal);
                Optional<List<Edge>> expected = database.graph()
                        .shortestPath(from, to, traversal.depth(), traversal.direction(), traversal.types());
                assertEquals(expected.isPresent(), result.exists(), "whether there is a path");
                if (expected.isPresent()) {
                    assertPath(from, expected.get());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void fromANodeToItselfIsNoStep(StorageKind storage) {
        Random random = Seeds.random("fromANodeToItselfIsNoStep");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, 10)) {
            long node = database.node();
            find(database.view(), node, node, Traversal.within(0));
            assertPath(node, List.of());
        }
    }

    private void find(StorageView view, long from, long to, Traversal traversal) {
        ShortestPath.find(view, view.node(from), view.node(to), traversal, scratch, result);
        assertTrue(scratch.forward.reached().isEmpty()
                && scratch.backward.reached().isEmpty()
                && scratch.marked.isEmpty()
                && scratch.found.isEmpty());
    }

    private void assertPath(long from, List<Edge> edges) {
        assertEquals(edges.size(), result.length());
        long node = from;
        for (int i = 0; i < edges.size(); i++) {
            assertEquals(node, result.node(i));
            assertEquals(edges.get(i).id(), result.edge(i));
            node = edges.get(i).other(node);
        }
        assertEquals(node, result.node(edges.size()));
    }
}
