package io.contextdb.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.GraphPath;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Metric;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.Traversal.Order;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.engine.fixture.RandomDatabase;
import io.contextdb.engine.fixture.StorageKind;
import io.contextdb.engine.fixture.TestState;
import io.contextdb.engine.hybrid.HybridPlan;
import io.contextdb.testkit.Allocations;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries allocate nothing once scratch and results have grown. */
class AllocationTest {
    @TempDir
    private Path directory = Path.of("");

    /**
     * As in use: one storage in a process. Two make the calls on a view ambiguous to the compiler, which then keeps
     * vectors as objects.
     */
    @ParameterizedTest
    @EnumSource(names = "MMAP")
    void noQueryAllocates(StorageKind storage) {
        GraphQueries queries = new GraphQueries(HybridPlan.INDEX);
        NodeList nodes = new NodeList();
        GraphPath path = new GraphPath();
        SearchHits hits = new SearchHits();
        HybridResult hybrid = new HybridResult();
        Traversal broad = Traversal.within(3);
        Traversal typed = broad.over(RandomDatabase.TYPES.get(0));
        Traversal deep = broad.ordered(Order.DEPTH_FIRST);
        SimilarityQuery top = SimilarityQuery.top(10);
        SimilarityQuery exact = top.exactly();
        try (RandomDatabase database =
                        RandomDatabase.of(storage.provider(), directory, new Random(1), Metric.COSINE, 900);
                TestState state = TestState.indexed(
                        database.view(),
                        Bundled.index("flat"),
                        database.options(),
                        database.view().rows(0).count())) {
            long one = database.nodeWithVector();
            long two = database.nodeWithVector();
            float[] vector = database.vector();
            assertNone("breadth first", () -> queries.related(state, one, broad, nodes));
            assertNone("by type", () -> queries.related(state, one, typed, nodes));
            assertNone("depth first", () -> queries.related(state, one, deep, nodes));
            assertNone("path", () -> queries.shortestPath(state, one, two, broad, path));
            assertNone("similar to a node", () -> queries.similar(state, one, top, hits));
            assertNone("similar to a vector", () -> queries.similar(state, vector, top, hits));
            assertNone("exactly", () -> queries.similar(state, one, exact, hits));
            assertNone("hybrid", () -> queries.hybrid(state, one, broad, two, top, hybrid));
            assertNone("hybrid scan", () -> queries.hybrid(state, one, broad, vector, exact, hybrid));
        }
    }

    private static void assertNone(String what, Runnable query) {
        assertEquals(0, Allocations.bytesPerCall(query), () -> "bytes per query, " + what);
    }
}
