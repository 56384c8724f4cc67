package io.contextdb.index.hnsw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.vector.IndexBytes;
import io.contextdb.testkit.vector.NativeRows;
import io.contextdb.testkit.vector.RandomVectors;
import java.lang.foreign.Arena;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Graphs over rows of many kinds: connected, well-formed, and always the same. */
class GraphTest {
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void close() {
        arena.close();
    }

    private VectorIndex open(Metric metric, int dimension, int m, int efConstruction, int threads) {
        TreeMap<String, Integer> parameters = new TreeMap<>();
        parameters.put("m", m);
        parameters.put("ef_construction", efConstruction);
        VectorIndexOptions options = new VectorIndexOptions("hnsw", dimension, metric, parameters);
        return new HnswProvider().open(new VectorIndexContext("test", options, Optional.empty(), threads));
    }

    private void check(Metric metric, List<float[]> vectors, int m, int efConstruction) {
        NativeRows rows = NativeRows.of(arena, metric, vectors);
        try (VectorIndex index = open(metric, rows.dimension(), m, efConstruction, 2)) {
            index.extend(rows, index.boundary(rows.count()), indexed -> true);
            try (HnswReader reader = (HnswReader) index.reader()) {
                GraphCheck.check(reader.graph());
            }
        }
    }

    @Test
    void areWellFormedAndConnected() {
        Random random = Seeds.random(getClass().getName());
        for (Metric metric : Metric.values()) {
            for (int m : new int[] {2, 5, 16}) {
                check(metric, RandomVectors.gaussian(random, 800, 9), m, 20);
                check(metric, RandomVectors.clustered(random, 1200, 6, 8), m, 40);
                check(metric, RandomVectors.repeated(random, 1000, 4, 3), m, 30);
                check(metric, RandomVectors.repeated(random, 600, 4, 1), m, 10);
            }
        }
    }

    @Test
    void areConnectedWhereOneRowIsNearestToAll() {
        // Under the inner product a long row is every row's nearest and short ones are nobody's.
        Random random = Seeds.random(getClass().getName());
        List<float[]> vectors = RandomVectors.gaussian(random, 900, 8);
        for (int i = 0; i < vectors.size(); i++) {
            float scale = 1f / (1 + i);
            float[] vector = vectors.get(i);
            for (int j = 0; j < vector.length; j++) {
                vector[j] = scale * (Math.abs(vector[j]) + 1);
            }
        }
        check(Metric.DOT, vectors, 4, 20);
    }

    @Test
    void areConnectedFromTheFirstRowOn() {
        Random random = Seeds.random(getClass().getName());
        NativeRows rows = NativeRows.of(arena, Metric.EUCLIDEAN, RandomVectors.gaussian(random, 150, 3));
        try (VectorIndex index = open(Metric.EUCLIDEAN, 3, 3, 10, 1)) {
            for (int count = 1; count <= rows.count(); count++) {
                index.extend(rows.first(count), index.boundary(count), indexed -> true);
                try (HnswReader reader = (HnswReader) index.reader()) {
                    assertEquals(index.boundary(count), reader.indexedRows());
                    GraphCheck.check(reader.graph());
                }
            }
        }
    }

    /** Every row has nineteen copies: they must neither hide each other nor the way to other rows. */
    @Test
    void findCopies() {
        Random random = Seeds.random(getClass().getName());
        int k = 10;
        for (Metric metric : List.of(Metric.COSINE, Metric.EUCLIDEAN)) {
            List<float[]> vectors = RandomVectors.repeated(random, 3000, 24, 150);
            NativeRows rows = NativeRows.of(arena, metric, vectors);
            VectorSearch search = new VectorSearch();
            int found = 0;
            int searches = 0;
            try (VectorIndex index = open(metric, rows.dimension(), 16, 100, 2)) {
                index.extend(rows, index.boundary(rows.count()), indexed -> true);
                try (VectorIndexReader reader = index.reader()) {
                    for (int row = 0; row < rows.count(); row += 13, searches++) {
                        search.set(rows, rows.address(row), rows.inverseNorm(row), k, k, null);
                        reader.search(search);
                        for (int i = 0; i < search.resultCount(); i++) {
                            found += vectors.get(search.resultRow(i)) == vectors.get(row) ? 1 : 0;
                        }
                    }
                }
            }
            assertTrue(found > 0.9 * k * searches, metric + ": " + found + " copies in " + searches + " searches");
        }
    }

    /**
     * Every machine, kernel and number of threads must build this graph; a change of it is a change of the format's
     * meaning.
     */
    @Test
    void haveTheGoldenDigest() throws Exception {
        Random random = new Random(42);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            float[] vector = new float[24];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (random.nextInt(2001) - 1000 + (i % 10) * 300 * (j % 3 - 1)) / 1000f;
            }
            vectors.add(vector);
        }
        StringBuilder digests = new StringBuilder();
        for (Metric metric : Metric.values()) {
            NativeRows rows = NativeRows.of(arena, metric, vectors);
            try (VectorIndex index = open(metric, 24, 8, 60, 2)) {
                index.extend(rows, index.boundary(rows.count()), indexed -> true);
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(IndexBytes.of(index));
                digests.append(metric)
                        .append(' ')
                        .append(HexFormat.of().formatHex(digest))
                        .append('\n');
            }
        }
        assertEquals("""
                COSINE 20cae5393cadb944feae51d107aa7d63ab9a1abed8759e05a33cc4c8e7760d81
                DOT 5c7388c1ccceff44d98309211b2a4688b0a922726b7ba783457d29b3c36205a9
                EUCLIDEAN 62cd8ba8a7153c0cb8f7e35d306850ea1806fe778bae65dd50aff4fbcdf97151
                """, digests.toString());
    }
}
