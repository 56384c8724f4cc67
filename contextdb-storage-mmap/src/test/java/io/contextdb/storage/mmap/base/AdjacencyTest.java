package io.contextdb.storage.mmap.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.spi.StorageView;
import io.contextdb.storage.mmap.base.TestEdges.TestEdge;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.TestFile;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adjacency files against lists sorted by the library. */
class AdjacencyTest {
    private static final long PLENTY_BYTES = 1L << 30;

    /**
     * Few nodes make long lists, which are sorted by radix; many edges are sorted by two threads; a small budget makes
     * many ranges.
     */
    @ParameterizedTest
    @CsvSource({"1, 300, 3", "40, 3000, 1", "40, 3000, 5", "5000, 6000, 4", "3000, 150000, 1", "3000, 150000, 4"})
    void listsAreSortedByTypeNeighborAndEdge(int nodes, int edgeCount, int types) {
        Random random = Seeds.random("listsAreSortedByTypeNeighborAndEdge");
        List<TestEdge> edges = randomEdges(nodes, edgeCount, types, random);
        try (Arena arena = Arena.ofShared()) {
            EdgeFile columns = columns(edges, arena);
            TestFile file = adjacency(columns, nodes, PLENTY_BYTES);
            AdjacencyFile lists = new AdjacencyFile(file.open(arena));
            assertLists(lists.forward(), edges, nodes, types, TestEdge::source, TestEdge::target);
            assertLists(lists.backward(), edges, nodes, types, TestEdge::target, TestEdge::source);
            for (long budget : new long[] {1, 10_000, 1_300_000}) {
                assertArrayEquals(
                        file.bytes(), adjacency(columns, nodes, budget).bytes(), () -> "with " + budget + " bytes");
            }
        }
    }

    private static List<TestEdge> randomEdges(int nodes, int count, int types, Random random) {
        List<TestEdge> edges = new ArrayList<>();
        for (int edge = 0; edge < count; edge++) {
            // Low numbers more often: hubs, loops and parallel edges; the last nodes often have none.
            int source = random.nextInt(1 + random.nextInt(nodes));
            int target = random.nextInt(1 + random.nextInt(nodes));
            edges.add(new TestEdge(100 + edge, source, target, random.nextInt(types), Map.of()));
        }
        return edges;
    }

    private static EdgeFile columns(List<TestEdge> edges, Arena arena) {
        return new EdgeFile(TestFile.of(FileKind.EDGES, out -> EdgeFileWriter.write(new TestEdges(edges), out))
                .open(arena));
    }

    private static TestFile adjacency(EdgeFile columns, int nodes, long budgetBytes) {
        return TestFile.of(FileKind.ADJACENCY, out -> AdjacencyFileWriter.write(columns, nodes, out, budgetBytes));
    }

    private static void assertLists(
            AdjacencyLists lists,
            List<TestEdge> edges,
            int nodes,
            int types,
            ToIntFunction<TestEdge> near,
            ToIntFunction<TestEdge> far) {
        List<List<TestEdge>> model = new ArrayList<>();
        IntStream.range(0, nodes).forEach(node -> model.add(new ArrayList<>()));
        edges.forEach(edge -> model.get(near.applyAsInt(edge)).add(edge));
        for (int node = 0; node < nodes; node++) {
            List<TestEdge> expected = model.get(node);
            expected.sort(Comparator.comparingInt(TestEdge::type)
                    .thenComparingInt(far)
                    .thenComparingLong(TestEdge::id));
            assertEquals(expected.size(), lists.degree(node));
            assertList(lists, node, StorageView.ANY_TYPE, expected, far);
            for (int type = 0; type <= types; type++) {
                int wanted = type;
                assertList(
                        lists,
                        node,
                        type,
                        expected.stream().filter(edge -> edge.type() == wanted).toList(),
                        far);
            }
        }
        assertEquals(0, lists.degree(nodes), "a node newer than the file");
        assertEquals(0, lists.neighbors(nodes, StorageView.ANY_TYPE, new int[0], 0));
    }

    private static void assertList(
            AdjacencyLists lists, int node, int type, List<TestEdge> expected, ToIntFunction<TestEdge> far) {
        int[] neighbors = new int[expected.size()];
        int[] ordinals = new int[expected.size()];
        assertEquals(expected.size(), lists.neighbors(node, type, neighbors, 0));
        assertArrayEquals(expected.stream().mapToInt(far).toArray(), neighbors);
        assertEquals(expected.size(), lists.edges(node, type, neighbors, ordinals, 0));
        assertArrayEquals(
                expected.stream().mapToInt(edge -> (int) edge.id() - 100).toArray(), ordinals);
        long range = lists.range(node, type);
        assertEquals(expected.size(), AdjacencyLists.end(range) - AdjacencyLists.begin(range));
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(neighbors[i], lists.neighbor(AdjacencyLists.begin(range) + i));
            assertEquals(ordinals[i], lists.edge(AdjacencyLists.begin(range) + i));
        }
    }

    /** The bytes that {@link AdjacencyFileWriter} describes, for three edges of two types between three nodes. */
    @Test
    void theSectionsAreAsDescribed() {
        List<TestEdge> edges = List.of(
                new TestEdge(1, 0, 2, 8, Map.of()),
                new TestEdge(2, 0, 1, 5, Map.of()),
                new TestEdge(3, 2, 2, 8, Map.of()));
        try (Arena arena = Arena.ofConfined()) {
            TestFile file = adjacency(columns(edges, arena), 3, PLENTY_BYTES);
            Sections sections = new Sections(file, arena);
            assertArrayEquals(new long[] {0, 3, 3, 3, -1}, sections.longs(1));
            assertArrayEquals(new int[] {0, 2, 2, 3}, sections.ints(10), "offsets");
            assertArrayEquals(new int[] {1, 2, 2}, sections.ints(11), "neighbours");
            assertArrayEquals(new int[] {1, 0, 2}, sections.ints(12), "edges");
            assertArrayEquals(new int[] {1 << 31, 0, 8}, sections.ints(13), "types; node 1 has no edges");
            assertArrayEquals(new int[] {2, 5, 1, 8, 2}, sections.ints(14), "of node 0: type 5 to 1, type 8 to 2");
            assertArrayEquals(new int[] {0, 0, 1, 3}, sections.ints(20));
            assertArrayEquals(new int[] {0, 0, 2}, sections.ints(21));
            assertArrayEquals(new int[] {1, 0, 2}, sections.ints(22));
            assertArrayEquals(new int[] {0, 5, 8}, sections.ints(23));
            assertArrayEquals(new int[0], sections.ints(24));
        }
    }

    @Test
    void aSingleTypeTakesNoRoom() {
        List<TestEdge> edges = List.of(new TestEdge(1, 0, 1, 8, Map.of()), new TestEdge(2, 1, 0, 8, Map.of()));
        try (Arena arena = Arena.ofConfined()) {
            TestFile file = adjacency(columns(edges, arena), 2, PLENTY_BYTES);
            Sections sections = new Sections(file, arena);
            assertArrayEquals(new long[] {0, 2, 2, 2, 8}, sections.longs(1));
            assertEquals(List.of(1, 10, 11, 12, 20, 21, 22), sections.ids());
        }
    }
}
