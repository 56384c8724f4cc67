package io.contextdb.testkit.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.RowFilter;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.testkit.vector.ExactSearch.Hit;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a search finds. A search as wide as there are rows must give the exact answer, scores to the bit; one of default
 * width must be near to it; and neither may ever give a dead, refused or repeated row.
 */
public abstract class IndexSearchContract extends AbstractIndexContract {
    /** For subclasses. */
    protected IndexSearchContract() {}

    @Test
    void findsNothingInAnEmptyIndex() {
        NativeRows rows = clusteredRows(Metric.COSINE, 1);
        try (VectorIndex index = open(Metric.COSINE, DIMENSION, 1);
                VectorIndexReader reader = index.reader()) {
            assertEquals(0, reader.indexedRows());
            assertEquals(List.of(), search(reader, Metric.COSINE, rows, rows.address(0), 10, 0, null));
        }
    }

    @Test
    void givesTheExactAnswerWhenAsWideAsTheRows() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = clusteredRows(metric, 700);
            try (VectorIndex index = build(metric, rows);
                    VectorIndexReader reader = index.reader()) {
                for (int k : new int[] {1, 10, 699, 5000}) {
                    assertExact(reader, metric, rows, random.nextInt(700), k, null);
                }
            }
        }
    }

    @Test
    void isNearTheExactAnswerByDefault() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = clusteredRows(metric, ROWS);
            double recall = 0;
            int queries = 100;
            try (VectorIndex index = build(metric, rows);
                    VectorIndexReader reader = index.reader()) {
                for (int i = 0; i < queries; i++) {
                    long query = rows.address(random.nextInt(ROWS));
                    List<Hit> exact = ExactSearch.search(metric, rows, reader.indexedRows(), query, 10, null);
                    List<Hit> found = search(reader, metric, rows, query, 10, 0, null);
                    assertOrdered(found);
                    recall += ExactSearch.recall(exact, found) / queries;
                }
            }
            assertTrue(recall >= fixture().recallMin(), metric + ": recall " + recall);
        }
    }

    @Test
    void aSearchCostsMoreTheWiderAndTheRarerWhatItLooksForButItDoesNotOverflow() {
        NativeRows rows = clusteredRows(Metric.COSINE, ROWS);
        try (VectorIndex index = build(Metric.COSINE, rows);
                VectorIndexReader reader = index.reader()) {
            long usual = reader.searchCost(10, 0, ROWS);
            assertTrue(usual >= 10, "at least the hits are compared: " + usual);
            assertTrue(reader.searchCost(10, 400, ROWS) >= reader.searchCost(10, 20, ROWS));
            assertTrue(reader.searchCost(10, 0, 1) >= usual);
            assertTrue(reader.searchCost(1_000_000, 1_000_000, 1) >= usual);
        }
    }

    @Test
    void findsAllOfManyEqualRows() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = NativeRows.of(arena, metric, RandomVectors.repeated(random, 1000, 5, 7));
            try (VectorIndex index = build(metric, rows);
                    VectorIndexReader reader = index.reader()) {
                assertExact(reader, metric, rows, random.nextInt(1000), 300, null);
            }
        }
    }

    @Test
    void givesOnlyRowsTheFilterAccepts() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = clusteredRows(metric, ROWS);
            try (VectorIndex index = build(metric, rows);
                    VectorIndexReader reader = index.reader()) {
                for (int selectivity : new int[] {1, 2, 10, 100, 2000}) {
                    int remainder = random.nextInt(selectivity);
                    RowFilter filter = row -> row % selectivity == remainder;
                    int query = random.nextInt(ROWS);
                    assertExact(reader, metric, rows, query, 10, filter);
                    for (Hit hit : search(reader, metric, rows, rows.address(query), 10, 0, filter)) {
                        assertTrue(filter.accepts(hit.row()));
                    }
                }
                assertEquals(List.of(), search(reader, metric, rows, rows.address(0), 10, 0, row -> false));
            }
        }
    }

    @Test
    void neverGivesDeadRowsAndStillFindsTheOthers() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = clusteredRows(metric, ROWS);
            try (VectorIndex index = build(metric, rows);
                    VectorIndexReader reader = index.reader()) {
                for (int share : new int[] {1, 50, 99}) {
                    BitSet dead = new BitSet();
                    random.ints(0, ROWS)
                            .distinct()
                            .limit(ROWS * (long) share / 100)
                            .forEach(dead::set);
                    NativeRows living = rows.without(dead);
                    int query = random.nextInt(ROWS);
                    assertExact(reader, metric, living, query, 10, null);
                    assertExact(reader, metric, living, query, 10, row -> row % 3 == 0);
                    List<Hit> found = search(reader, metric, living, rows.address(query), 10, 0, null);
                    assertOrdered(found);
                    assertEquals(Math.min(10, living.first(reader.indexedRows()).liveCount()), found.size());
                    found.forEach(hit -> assertTrue(living.live(hit.row())));
                }
            }
        }
    }

    @Test
    void givesTheSameAnswerAgain() {
        NativeRows rows = clusteredRows(Metric.EUCLIDEAN, ROWS);
        VectorSearch search = new VectorSearch();
        try (VectorIndex index = build(Metric.EUCLIDEAN, rows);
                VectorIndexReader reader = index.reader()) {
            for (int i = 0; i < 50; i++) {
                long query = rows.address(random.nextInt(ROWS));
                int k = 1 + random.nextInt(30);
                RowFilter filter = random.nextBoolean() ? null : row -> row % 4 != 1;
                search(search, reader, Metric.EUCLIDEAN, rows, query, k, 0, filter);
                assertEquals(
                        search(reader, Metric.EUCLIDEAN, rows, query, k, 0, filter),
                        ExactSearch.hits(search),
                        "a search object that was used before");
            }
        }
    }

    @Test
    void allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        NativeRows rows = clusteredRows(Metric.COSINE, ROWS);
        RowFilter filter = row -> row % 2 == 0;
        VectorSearch search = new VectorSearch();
        try (VectorIndex index = build(Metric.COSINE, rows);
                VectorIndexReader reader = index.reader()) {
            // Before the kernels are compiled, vectors are objects.
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < 200 && bytes > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    search.set(rows, rows.address(i), rows.inverseNorm(i), 10, 0, i % 2 == 0 ? null : filter);
                    reader.search(search);
                }
                bytes = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertEquals(0, bytes, "bytes for 100 searches");
        }
    }

    @Test
    void refusesUnknownParameters() {
        TreeMap<String, Integer> parameters = new TreeMap<>();
        parameters.put("wheels", 4);
        String type = fixture().provider().name();
        ContextDbException refused = assertThrows(
                ContextDbException.class,
                () -> fixture()
                        .provider()
                        .validate(new VectorIndexOptions(type, DIMENSION, Metric.COSINE, parameters)));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, refused.code());
        assertTrue(refused.getMessage().contains("wheels"), refused.getMessage());
    }

    private static void assertExact(
            VectorIndexReader reader, Metric metric, NativeRows rows, int queryRow, int k, @Nullable RowFilter filter) {
        long query = rows.address(queryRow);
        List<Hit> exact = ExactSearch.search(metric, rows, reader.indexedRows(), query, k, filter);
        List<Hit> found = search(reader, metric, rows, query, k, rows.count(), filter);
        assertEquals(exact, found, () -> metric + ", k " + k);
    }

    private static void assertOrdered(List<Hit> hits) {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < hits.size(); i++) {
            assertTrue(seen.add(hits.get(i).row()), "row twice");
            if (i > 0) {
                Hit before = hits.get(i - 1);
                Hit hit = hits.get(i);
                assertTrue(before.score() > hit.score() || before.score() == hit.score() && before.row() < hit.row());
            }
        }
    }
}
