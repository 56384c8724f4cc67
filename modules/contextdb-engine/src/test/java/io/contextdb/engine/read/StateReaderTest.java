package io.contextdb.engine.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Limits;
import io.contextdb.api.Metric;
import io.contextdb.api.NeighborStatistics;
import io.contextdb.api.Node;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Value;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.engine.fixture.NaiveGraph.Hop;
import io.contextdb.engine.fixture.RandomDatabase;
import io.contextdb.engine.fixture.StorageKind;
import io.contextdb.engine.fixture.TestState;
import io.contextdb.engine.version.ReadState;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateReaderTest {
    private static final int NODES = 150;

    @TempDir
    private Path directory = Path.of("");

    /** Reads one state, and counts what it holds. */
    private static final class OneState extends StateReader {
        private final ReadState state;
        private int held;

        OneState(ReadState state) {
            super(new GraphQueries(), Limits.defaults());
            this.state = state;
        }

        @Override
        protected ReadState acquire() {
            held++;
            return new ReadState() {
                @Override
                public StorageView view() {
                    return state.view();
                }

                @Override
                public @Nullable VectorIndexReader index(int space) {
                    return state.index(space);
                }

                @Override
                public void close() {
                    held--;
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void entitiesAreThoseThatWereWritten(StorageKind storage) {
        Random random = Seeds.random("entitiesAreThoseThatWereWritten");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            OneState reader = new OneState(TestState.bare(database.view()));
            List<Node> nodes = new ArrayList<>();
            reader.forEachNode(nodes::add);
            assertEquals(
                    database.graph().nodes, nodes.stream().map(Node::id).toList(), "nodes in the order of creation");
            for (Node node : nodes) {
                assertEquals(node, reader.findNode(node.id()).orElseThrow());
                assertTrue(reader.nodeExists(node.id()));
                assertEquals(
                        new Value.StringValue("node " + Long.toUnsignedString(node.id())),
                        node.properties().get("name"));
                float[] vector = database.graph().vectors(RandomDatabase.SPACE).get(node.id());
                assertEquals(vector == null ? List.of() : List.of(RandomDatabase.SPACE), node.vectorNames());
                assertArrayEquals(
                        vector,
                        reader.findVector(node.id(), RandomDatabase.SPACE).orElse(null));
            }
            List<Edge> edges = new ArrayList<>();
            reader.forEachEdge(edges::add);
            assertEquals(Set.copyOf(database.graph().edges.values()), Set.copyOf(edges));
            edges.forEach(edge -> assertEquals(edge, reader.findEdge(edge.id()).orElseThrow()));
            assertTrue(reader.findNode(77_777_777).isEmpty()
                    && reader.findEdge(77_777_777).isEmpty());
            assertFalse(reader.nodeExists(77_777_777));
            assertEquals(3, reader.commitIndex());
            assertEquals(0, reader.held, "every state acquired is released");
        }
    }

    @ParameterizedTest
    @EnumSource
    void edgesComeByTypeNeighbourAndId(StorageKind storage) {
        Random random = Seeds.random("edgesComeByTypeNeighbourAndId");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            GraphReader reader = new OneState(TestState.bare(database.view()));
            for (int query = 0; query < 100; query++) {
                long id = database.node();
                Direction direction = Direction.values()[random.nextInt(3)];
                String type = RandomDatabase.TYPES.get(random.nextInt(3));
                assertEquals(
                        expectedEdges(database, id, direction, Set.of(type)),
                        reader.queryByEdgeKind(id, type, direction));
                assertEquals(expectedEdges(database, id, direction, Set.of()), reader.edges(id, direction));
                assertEquals(
                        expectedEdges(database, id, direction, new HashSet<>(List.of(type, "CHILD_OF"))),
                        reader.edges(id, direction, type, "CHILD_OF", "NEVER_USED", type));
                assertEquals(List.of(), reader.queryByEdgeKind(id, "NEVER_USED", direction));
            }
        }
    }

    private static List<Edge> expectedEdges(RandomDatabase database, long id, Direction direction, Set<String> types) {
        return database.graph().hops(id, direction, types).stream()
                .map(Hop::edge)
                .sorted(Comparator.comparing(Edge::type)
                        .thenComparing(edge -> edge.other(id), Long::compareUnsigned)
                        .thenComparing(Edge::id, Long::compareUnsigned))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void statisticsCountWhatIsThere(StorageKind storage) {
        Random random = Seeds.random("statisticsCountWhatIsThere");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.DOT, NODES)) {
            DatabaseStatistics statistics = new OneState(TestState.bare(database.view())).statistics();
            assertEquals(database.graph().nodes.size(), statistics.nodes());
            assertEquals(database.graph().edges.size(), statistics.edges());
            int vectors = database.graph().vectors(RandomDatabase.SPACE).size();
            assertEquals(vectors, statistics.vectors());
            assertEquals(vectors, statistics.vectorSpaces().getFirst().vectors());
            assertEquals(
                    database.view().rows(0).count(),
                    statistics.vectorSpaces().getFirst().rows());
            assertEquals(
                    database.graph().edges.values().stream()
                            .collect(Collectors.groupingBy(Edge::type, TreeMap::new, Collectors.counting())),
                    statistics.edgeTypes());
            assertEquals(
                    statistics.nodes(),
                    statistics.labels().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
    }

    @ParameterizedTest
    @EnumSource
    void neighborStatisticsSumUpTheHits(StorageKind storage) {
        Random random = Seeds.random("neighborStatisticsSumUpTheHits");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            GraphReader reader = new OneState(TestState.bare(database.view()));
            long id = database.nodeWithVector();
            SearchHits hits = reader.querySimilar(id, 7);
            NeighborStatistics statistics = reader.neighborStatistics(id, 7);
            assertEquals(7, statistics.count());
            assertEquals(hits.similarity(6), statistics.minimum());
            assertEquals(hits.similarity(0), statistics.maximum());
            double mean = 0;
            for (int i = 0; i < 7; i++) {
                mean += hits.similarity(i) / 7.0;
            }
            assertEquals(mean, statistics.mean(), 1e-12);
            double variance = 0;
            for (int i = 0; i < 7; i++) {
                variance += Math.pow(hits.similarity(i) - mean, 2) / 7;
            }
            assertEquals(Math.sqrt(variance), statistics.standardDeviation(), 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShortFormsAskTheSame(StorageKind storage) {
        Random random = Seeds.random("theShortFormsAskTheSame");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            OneState reader = new OneState(TestState.bare(database.view()));
            long id = database.nodeWithVector();
            Map<Long, Integer> near = database.graph().distances(id, 2, Direction.BOTH, Set.of());
            assertEquals(near.size() - 1, reader.queryRelated(id, 2).size());
            assertEquals(near.size() - 1, reader.queryHybrid(id, 2, 5).related().size());
            float[] vector = Objects.requireNonNull(
                    database.graph().vectors(RandomDatabase.SPACE).get(id));
            assertEquals(1, reader.querySimilar(vector, 1).similarity(0), 1e-6);
            assertEquals(
                    reader.querySimilar(id, NODES).size(),
                    reader.querySimilarityThreshold(id, -1).size());
            assertEquals(0, reader.held);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAndReleases(StorageKind storage) {
        Random random = Seeds.random("refusesAndReleases");
        try (RandomDatabase database = RandomDatabase.of(storage.provider(), directory, random, Metric.COSINE, NODES)) {
            OneState reader = new OneState(TestState.bare(database.view()));
            long unknown = 77_777_777;
            long id = database.nodeWithVector();
            assertRefused(ErrorCode.NODE_NOT_FOUND, () -> reader.queryRelated(unknown, 1));
            assertRefused(ErrorCode.NODE_NOT_FOUND, () -> reader.findShortestPath(id, unknown));
            assertRefused(ErrorCode.NODE_NOT_FOUND, () -> reader.edges(unknown, Direction.BOTH));
            assertRefused(ErrorCode.NODE_NOT_FOUND, () -> reader.findVector(unknown, "embedding"));
            assertRefused(ErrorCode.NODE_NOT_FOUND, () -> reader.queryHybrid(unknown, 1, 1));
            assertRefused(ErrorCode.INVALID_ARGUMENT, () -> reader.queryRelated(id, -1));
            assertRefused(ErrorCode.INVALID_ARGUMENT, () -> reader.querySimilar(id, 0));
            assertRefused(ErrorCode.INVALID_ARGUMENT, () -> reader.querySimilarityThreshold(id, Double.NaN));
            assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> reader.querySimilar(id, 1_000_001));
            assertRefused(
                    ErrorCode.LIMIT_EXCEEDED,
                    () -> reader.querySimilar(id, SimilarityQuery.top(1).ef(1_000_001), new SearchHits()));
            assertEquals(0, reader.held, "refused calls release their state too");
        }
    }

    private static void assertRefused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(ContextDbException.class, call).code());
    }
}
