package io.contextdb.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Metric;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores against their definition in doubles, in bulk against one by one, and at the edges of the float range. */
class ScorerTest {
    private static final long SEED = Long.getLong("contextdb.seed", 20260102L);

    private final Arena arena = Arena.ofShared();
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        arena.close();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void scoreAsDefined(Metric metric) {
        System.out.println("-Dcontextdb.seed=" + SEED);
        for (int dimension : new int[] {1, 3, 16, 17, 100, 128}) {
            float[][] vectors = gaussian(20, dimension);
            Scorer scorer = new Scorer(metric, dimension);
            DenseRows rows = rows(scorer, vectors);
            long query = rows.address(0);
            float inverseNorm = scorer.inverseNorm(query);
            for (int row = 0; row < vectors.length; row++) {
                double expected = score(metric, vectors[0], vectors[row]);
                float score = scorer.score(rows, query, inverseNorm, row);
                assertEquals(expected, score, 1e-5 * Math.max(1, Math.abs(expected)), metric + " " + dimension);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void scoreManyRowsAsOneByOne(Metric metric) {
        Scorer scorer = new Scorer(metric, 70);
        DenseRows rows = rows(scorer, gaussian(40, 70));
        long query = rows.address(39);
        float inverseNorm = rows.inverseNorm(39);
        float[] scores = new float[40];
        for (int from = 0; from < 6; from++) {
            for (int to = from; to < from + 15; to++) {
                int[] ordinals = random.ints(40, 0, 40).toArray();
                scorer.score(rows, query, inverseNorm, ordinals, from, to, scores);
                for (int i = from; i < to; i++) {
                    assertEquals(scorer.score(rows, query, inverseNorm, ordinals[i]), scores[i]);
                }
                scorer.scoreFirst(rows, query, inverseNorm, to, scores);
                for (int i = 0; i < to; i++) {
                    assertEquals(scorer.score(rows, query, inverseNorm, i), scores[i]);
                }
            }
        }
    }

    @Test
    void refuseRangesOutsideTheArraysAndRows() {
        Scorer scorer = new Scorer(Metric.DOT, 4);
        DenseRows rows = rows(scorer, gaussian(8, 4));
        long query = rows.address(0);
        assertThrows(
                IndexOutOfBoundsException.class, () -> scorer.score(rows, query, 1, new int[8], 4, 9, new float[20]));
        assertThrows(IndexOutOfBoundsException.class, () -> scorer.scoreFirst(rows, query, 1, 9, new float[20]));
    }

    @Test
    void haveNoNaNAndNoNegativeZero() {
        float big = 3e38f;
        Scorer dot = new Scorer(Metric.DOT, 2);
        DenseRows rows = rows(dot, new float[][] {{big, big}, {big, -big}, {0, 0}, {-1, 0}, {0, 1}});
        // Lane 0 overflows to infinity, lane 1 to minus infinity; their sum is NaN.
        assertEquals(Float.NEGATIVE_INFINITY, dot.score(rows, rows.address(0), 1, 1));
        assertEquals(Float.POSITIVE_INFINITY, dot.score(rows, rows.address(0), 1, 0));
        assertBits(0f, dot.score(rows, rows.address(2), 1, 3));
        assertBits(0f, dot.score(rows, rows.address(3), 1, 4));
        Scorer euclidean = new Scorer(Metric.EUCLIDEAN, 2);
        assertBits(0f, euclidean.score(rows, rows.address(4), 1, 4));
        assertEquals(Float.NEGATIVE_INFINITY, euclidean.score(rows, rows.address(0), 1, 1));
    }

    @Test
    void keepCosinesBetweenMinusOneAndOne() {
        for (int dimension = 1; dimension < 60; dimension++) {
            Scorer scorer = new Scorer(Metric.COSINE, dimension);
            float[] vector = gaussian(1, dimension)[0];
            float[] opposite = vector.clone();
            for (int i = 0; i < dimension; i++) {
                opposite[i] = -7 * vector[i];
            }
            DenseRows rows = rows(scorer, new float[][] {vector, opposite});
            float same = scorer.score(rows, rows.address(0), rows.inverseNorm(0), 0);
            float other = scorer.score(rows, rows.address(0), rows.inverseNorm(0), 1);
            assertTrue(same <= 1 && same > 0.99999f, () -> "same " + same);
            assertTrue(other >= -1 && other < -0.99999f, () -> "other " + other);
        }
    }

    @Test
    void measureNormsOverTheWholeFloatRange() {
        Scorer scorer = new Scorer(Metric.COSINE, 4);
        DenseRows rows = rows(scorer, new float[][] {{3e38f, 0, 0, 0}, {3e-38f, 4e-38f, 0, 0}, {0, -0f, 0, 0}});
        assertEquals(1 / 3e38f, rows.inverseNorm(0), Float.MIN_VALUE);
        assertEquals(2e37f, rows.inverseNorm(1), 1e31f);
        assertEquals(Float.POSITIVE_INFINITY, rows.inverseNorm(2));
        assertEquals(1f, new Scorer(Metric.DOT, 4).inverseNorm(rows.address(1)));
    }

    @Test
    void turnScoresIntoSimilarities() {
        assertEquals(0.25f, Scorer.similarity(Metric.COSINE, 0.25f));
        assertEquals(-17f, Scorer.similarity(Metric.DOT, -17f));
        assertEquals(0.2f, Scorer.similarity(Metric.EUCLIDEAN, -4f));
        assertEquals(0f, Scorer.similarity(Metric.EUCLIDEAN, Float.NEGATIVE_INFINITY));
    }

    private static void assertBits(float expected, float actual) {
        assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(actual), () -> expected + " and " + actual);
    }

    private static double score(Metric metric, float[] left, float[] right) {
        double dot = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        double distance = 0;
        for (int i = 0; i < left.length; i++) {
            dot += (double) left[i] * right[i];
            leftSquares += (double) left[i] * left[i];
            rightSquares += (double) right[i] * right[i];
            distance += ((double) left[i] - right[i]) * ((double) left[i] - right[i]);
        }
        return switch (metric) {
            case COSINE -> dot / Math.sqrt(leftSquares * rightSquares);
            case DOT -> dot;
            case EUCLIDEAN -> -distance;
        };
    }

    private float[][] gaussian(int count, int dimension) {
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    private DenseRows rows(Scorer scorer, float[][] vectors) {
        DenseRows rows = new DenseRows(scorer.dimension(), vectors.length, arena);
        for (int row = 0; row < vectors.length; row++) {
            rows.set(row, vectors[row]);
        }
        rows.measure(scorer);
        return rows;
    }
}
