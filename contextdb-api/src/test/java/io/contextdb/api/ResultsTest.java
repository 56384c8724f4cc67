package io.contextdb.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The result objects of the caller, the ranges of queries, and the codes. */
class ResultsTest {
    @Test
    void resultsGrowAndAreUsedAgain() {
        NodeList nodes = new NodeList(0);
        SearchHits hits = new SearchHits(0);
        for (int round = 0; round < 2; round++) {
            nodes.clear();
            hits.clear();
            for (int i = 0; i < 100; i++) {
                nodes.add(i, i % 3);
                hits.add(-i, i);
            }
            assertEquals(100, nodes.size());
            assertEquals(99, nodes.id(99));
            assertEquals(0, nodes.depth(99));
            assertEquals(-7, hits.id(7));
            assertEquals(7f, hits.similarity(7));
        }
    }

    @Test
    void nodesAreAppendedOneByOneOrManyAtATime() {
        NodeList nodes = new NodeList(0);
        nodes.add(1, 1);
        long[] more = LongStream.range(0, 40).toArray();
        nodes.addAll(more, 30, 2);
        nodes.addAll(more, 0, 3);
        assertEquals(31, nodes.size());
        assertEquals(29, nodes.id(30));
        assertEquals(2, nodes.depth(1));
        assertThrows(IndexOutOfBoundsException.class, () -> nodes.addAll(more, 41, 2));
        assertEquals(31, nodes.size());
    }

    @Test
    void aPathGrowsStepByStep() {
        GraphPath path = new GraphPath();
        assertFalse(path.exists());
        assertEquals(-1, path.length());
        path.start(5);
        assertEquals(0, path.length());
        for (int i = 0; i < 20; i++) {
            path.step(100 + i, i);
        }
        assertTrue(path.exists());
        assertEquals(20, path.length());
        assertEquals(5, path.node(0));
        assertEquals(19, path.node(20));
        assertEquals(119, path.edge(19));
        path.clear();
        assertArrayEquals(new long[0], path.nodes());
    }

    @Test
    void resultsPrintTheirFirstElements() {
        HybridResult result = new HybridResult();
        result.related().add(-1, 2);
        result.hits().add(7, 0.5f);
        assertEquals("hits [7: 0.5] among 1 related [18446744073709551615 at depth 2]", result.toString());
        GraphPath path = new GraphPath();
        assertEquals("[]", path.toString());
        path.start(5);
        path.step(3, 9);
        assertEquals("[5, edge 3 to 9]", path.toString());
        SearchHits hits = new SearchHits();
        for (int i = 0; i < 21; i++) {
            hits.add(i, 1);
        }
        assertTrue(hits.toString().endsWith(", 19: 1.0, ... 21 in all]"), hits::toString);
    }

    @Test
    void rangesAreCheckedWithTheValueInTheMessage() {
        assertRefused("-1", () -> Traversal.within(-1));
        assertRefused("0", () -> Traversal.within(1).limit(0));
        assertRefused("0", () -> SimilarityQuery.top(0));
        assertRefused("-5", () -> SimilarityQuery.top(1).ef(-5));
        assertRefused("NaN", () -> SimilarityQuery.top(1).atLeast(Double.NaN));
        assertRefused("65536", () -> VectorIndexOptions.hnsw().dimension(65_536));
        assertRefused("0", () -> DatabaseOptions.defaults().buildThreads(0));
    }

    @Test
    void linearIsAnotherNameOfFlat() {
        assertEquals(VectorIndexOptions.of("flat"), VectorIndexOptions.of("linear"));
    }

    @Test
    void codesAreUniqueAndGroupedByCategory() {
        assertEquals(
                ErrorCode.values().length,
                Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::code)
                        .collect(Collectors.toSet())
                        .size());
        for (ErrorCode code : ErrorCode.values()) {
            assertEquals(code.category().ordinal() + 1, code.code().charAt(4) - '0', code::name);
        }
    }

    private static void assertRefused(String value, Runnable call) {
        ContextDbException error = assertThrows(ContextDbException.class, call::run);
        assertEquals(ErrorCode.Category.INPUT, error.code().category());
        assertTrue(error.getMessage().contains(value), error::getMessage);
    }
}
