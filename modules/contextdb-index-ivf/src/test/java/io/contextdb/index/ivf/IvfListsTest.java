package io.contextdb.index.ivf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.Scorer;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.vector.ExactSearch;
import io.contextdb.testkit.vector.IndexBytes;
import io.contextdb.testkit.vector.NativeRows;
import io.contextdb.testkit.vector.RandomVectors;
import java.lang.foreign.Arena;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the lists, and how many of them a search needs. */
class IvfListsTest {
    private static final int DIMENSION = 12;

    private final Arena arena = Arena.ofShared();
    private final Random random = Seeds.random(getClass().getName());

    @AfterEach
    void freeMemory() {
        arena.close();
    }

    private static VectorIndexOptions options(Metric metric) {
        return VectorIndexOptions.of("ivf").metric(metric).dimension(DIMENSION);
    }

    private static IvfIndex build(VectorIndexOptions options, NativeRows rows) {
        VectorIndex index = new IvfProvider().open(new VectorIndexContext("test", options, Optional.empty(), 2));
        index.extend(rows, index.boundary(rows.count()), indexed -> true);
        return (IvfIndex) index;
    }

    private static IvfState state(IvfIndex index) {
        try (IvfReader reader = (IvfReader) index.reader()) {
            return reader.state();
        }
    }

    @Test
    void holdEveryRowOnceAtItsNearestCentroid() {
        for (Metric metric : Metric.values()) {
            NativeRows rows = NativeRows.of(arena, metric, RandomVectors.clustered(random, 1400, DIMENSION, 30));
            try (IvfIndex index = build(options(metric), rows)) {
                IvfState state = state(index);
                assertEquals(1024, state.trainedRows());
                assertEquals(1280, state.rows());
                assertEquals(64, state.lists());
                NearestList nearest = new NearestList(KMeans.sorting(metric, DIMENSION), state.centroids());
                BitSet seen = new BitSet();
                for (int list = 0; list < state.lists(); list++) {
                    int[] listed = new int
                            [state.later().start(list + 1) - state.later().start(list)];
                    state.later().copy(state.later().start(list), state.later().start(list + 1), listed);
                    int[] sorted = listed.clone();
                    Arrays.sort(sorted);
                    assertArrayEquals(sorted, listed);
                    for (int row : listed) {
                        assertFalse(seen.get(row), "row twice");
                        seen.set(row);
                        assertEquals(list, nearest.of(rows, row));
                    }
                }
                assertEquals(state.rows(), seen.cardinality());
            }
        }
    }

    /** K-means must do better than the rows it starts with: the mean score of a row against its centroid rises. */
    @Test
    void lieCloserThanUntrainedOnes() {
        NativeRows rows = NativeRows.of(arena, Metric.EUCLIDEAN, RandomVectors.clustered(random, 1024, DIMENSION, 40));
        Scorer scorer = new Scorer(Metric.EUCLIDEAN, DIMENSION);
        try (IvfIndex index = build(options(Metric.EUCLIDEAN).parameter("lists", 40), rows)) {
            Centroids centroids = state(index).centroids();
            NearestList nearest = new NearestList(scorer, centroids);
            Query query = new Query();
            double trained = 0;
            double untrained = 0;
            for (int row = 0; row < rows.count(); row++) {
                query.set(scorer, centroids, rows.address(row), 1);
                trained += query.score(nearest.of(rows, row));
                query.set(scorer, rows, row);
                float best = Float.NEGATIVE_INFINITY;
                for (int other = 0; other < 40; other++) {
                    best = Math.max(best, query.score(other * 25));
                }
                untrained += best;
            }
            assertTrue(trained > untrained, trained + " against " + untrained);
        }
    }

    @Test
    void areMoreWhereMoreAreAskedFor() {
        NativeRows rows = NativeRows.of(arena, Metric.COSINE, RandomVectors.gaussian(random, 1024, DIMENSION));
        for (int lists : new int[] {1, 7, 100, 128, 5000}) {
            try (IvfIndex index = build(options(Metric.COSINE).parameter("lists", lists), rows)) {
                assertEquals(Math.min(lists, 128), state(index).lists());
            }
        }
    }

    /** A query at one end and a filter that accepts only rows at the other: the nearest lists have none of them. */
    @Test
    void areScannedUntilThereAreEnoughResults() {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 2048; i++) {
            float[] vector = new float[DIMENSION];
            Arrays.fill(vector, i);
            vectors.add(vector);
        }
        NativeRows rows = NativeRows.of(arena, Metric.EUCLIDEAN, vectors);
        VectorSearch search = new VectorSearch();
        try (IvfIndex index = build(options(Metric.EUCLIDEAN).parameter("probes", 1), rows);
                IvfReader reader = (IvfReader) index.reader()) {
            search.set(rows, rows.address(0), 1, 3, 0, row -> row >= 2040);
            reader.search(search);
            assertEquals(
                    List.of(2040, 2041, 2042),
                    ExactSearch.hits(search).stream().map(ExactSearch.Hit::row).toList());
            search.set(rows, rows.address(0), 1, 20, 0, row -> row >= 2040);
            reader.search(search);
            assertEquals(8, search.resultCount(), "all there are");
        }
    }

    @Test
    void dependOnTheSeed() {
        NativeRows rows = NativeRows.of(arena, Metric.COSINE, RandomVectors.gaussian(random, 600, DIMENSION));
        try (IvfIndex one = build(options(Metric.COSINE).parameter("seed", 1), rows);
                IvfIndex same = build(options(Metric.COSINE), rows);
                IvfIndex two = build(options(Metric.COSINE).parameter("seed", 2), rows)) {
            assertArrayEquals(IndexBytes.of(one), IndexBytes.of(same), "1 is the default");
            assertFalse(Arrays.equals(IndexBytes.of(one), IndexBytes.of(two)));
        }
    }

    /**
     * Every machine, kernel and number of threads must build these lists; a change of them is a change of the format's
     * meaning.
     */
    @Test
    void haveTheGoldenDigest() throws Exception {
        Random fixed = new Random(42);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            float[] vector = new float[DIMENSION];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (fixed.nextInt(2001) - 1000 + (i % 10) * 300 * (j % 3 - 1)) / 1000f;
            }
            vectors.add(vector);
        }
        StringBuilder digests = new StringBuilder();
        for (Metric metric : Metric.values()) {
            try (IvfIndex index = build(options(metric), NativeRows.of(arena, metric, vectors))) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(IndexBytes.of(index));
                digests.append(metric)
                        .append(' ')
                        .append(HexFormat.of().formatHex(digest))
                        .append('\n');
            }
        }
        assertEquals("""
                COSINE 727f6ee5ef345f1fe81bc4d64756876652593099982545dff8d34655e5928537
                DOT e8afeea64b61e7fba99044fa0177cfe3c38bd4af00322cb46d8ffc0f14d1365b
                EUCLIDEAN 4df6fe3ce594ee60d790f1313fd7246c47dd0ec38579e1a59227180673ee37a2
                """, digests.toString());
    }
}
