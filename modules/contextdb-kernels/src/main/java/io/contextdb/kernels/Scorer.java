package io.contextdb.kernels;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import java.util.Objects;

/**
 * Scores rows of one vector space against a vector, on the scale of {@link io.contextdb.api.spi.VectorSearch}: the
 * cosine, the inner product, or minus the squared Euclidean distance.
 *
 * <p>A score is never NaN and never -0: where finite components overflow to a NaN sum it is negative infinity, so that
 * scores have one total order everywhere. A cosine is clamped to -1 to 1.
 *
 * <p>Immutable and thread-safe; scoring allocates nothing. Rows are scored through a {@link Query}. Addresses must be
 * those of whole rows as {@link VectorRows#address} describes them.
 */
public final class Scorer {
    private final Metric metric;
    private final int dimension;
    private final int paddedDimension;
    private final boolean cosine;
    private final boolean euclidean;
    private final Kernel kernel;

    /** A scorer with the kernels of this process. */
    public Scorer(Metric metric, int dimension) {
        this(metric, dimension, KernelWidth.chosen());
    }

    /** A scorer with kernels of a given width; its scores do not differ. */
    public Scorer(Metric metric, int dimension, KernelWidth width) {
        assert dimension > 0;
        this.metric = metric;
        this.dimension = dimension;
        this.paddedDimension = VectorRows.paddedDimension(dimension);
        this.cosine = metric == Metric.COSINE;
        this.euclidean = metric == Metric.EUCLIDEAN;
        this.kernel = euclidean ? width.squaredDistance() : width.dot();
    }

    /** How vectors are compared. */
    public Metric metric() {
        return metric;
    }

    /** The number of components. */
    public int dimension() {
        return dimension;
    }

    /** The score of one row. */
    float score(VectorRows rows, long queryAddress, float queryInverseNorm, int row) {
        return score(queryAddress, queryInverseNorm, rows.address(row), cosine ? rows.inverseNorm(row) : 1);
    }

    /** The score of two vectors given by their addresses and, under cosine, inverse norms. */
    public float score(long queryAddress, float queryInverseNorm, long rowAddress, float rowInverseNorm) {
        assert isRow(queryAddress) && isRow(rowAddress);
        float sum = kernel.one(queryAddress, rowAddress, paddedDimension);
        return cosine ? cosine(sum, queryInverseNorm, rowInverseNorm) : plain(sum);
    }

    /** See {@link Query#score(int[], int, int, float[])}. */
    void score(
            VectorRows rows,
            long queryAddress,
            float queryInverseNorm,
            int[] ordinals,
            int from,
            int to,
            float[] scores) {
        Objects.checkFromToIndex(from, to, Math.min(ordinals.length, scores.length));
        assert isRow(queryAddress);
        int at = from;
        for (; at + 4 <= to; at += 4) {
            four(rows, queryAddress, ordinals, at, scores);
        }
        if (to - at >= 2 && to - from >= 4) {
            // Two or three rows left cost less as four, some of them once more, than one by one.
            four(rows, queryAddress, ordinals, to - 4, scores);
            at = to;
        }
        for (; at < to; at++) {
            scores[at] = kernel.one(queryAddress, rows.address(ordinals[at]), paddedDimension);
        }
        if (cosine) {
            for (int i = from; i < to; i++) {
                scores[i] = cosine(scores[i], queryInverseNorm, rows.inverseNorm(ordinals[i]));
            }
        } else {
            for (int i = from; i < to; i++) {
                scores[i] = plain(scores[i]);
            }
        }
    }

    private void four(VectorRows rows, long queryAddress, int[] ordinals, int at, float[] sums) {
        kernel.four(
                queryAddress,
                rows.address(ordinals[at]),
                rows.address(ordinals[at + 1]),
                rows.address(ordinals[at + 2]),
                rows.address(ordinals[at + 3]),
                paddedDimension,
                sums,
                at);
    }

    /** See {@link Query#scoreFirst}. */
    void scoreFirst(VectorRows rows, long queryAddress, float queryInverseNorm, int count, float[] scores) {
        Objects.checkFromIndexSize(0, count, Math.min(rows.count(), scores.length));
        assert isRow(queryAddress);
        int row = 0;
        for (; row + 4 <= count; row += 4) {
            kernel.four(
                    queryAddress,
                    rows.address(row),
                    rows.address(row + 1),
                    rows.address(row + 2),
                    rows.address(row + 3),
                    paddedDimension,
                    scores,
                    row);
        }
        for (; row < count; row++) {
            scores[row] = kernel.one(queryAddress, rows.address(row), paddedDimension);
        }
        for (int i = 0; i < count; i++) {
            scores[i] = cosine ? cosine(scores[i], queryInverseNorm, rows.inverseNorm(i)) : plain(scores[i]);
        }
    }

    private static float cosine(float dot, float queryInverseNorm, float rowInverseNorm) {
        float cosine = dot * queryInverseNorm * rowInverseNorm;
        return Float.isNaN(cosine) ? Float.NEGATIVE_INFINITY : Math.max(-1f, Math.min(1f, cosine)) + 0f;
    }

    private float plain(float sum) {
        float score = euclidean ? 0f - sum : sum + 0f;
        return Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score;
    }

    /** The {@linkplain #inverseNorm(Metric, float[]) inverse norm} of a vector in memory. */
    public float inverseNorm(long address) {
        float[] vector = new float[dimension];
        NativeMemory.copyFloats(address, vector, 0, dimension);
        return inverseNorm(metric, vector);
    }

    /**
     * What {@link VectorRows#inverseNorm} holds: 1 / the Euclidean norm under cosine, 1 under other metrics. Infinite
     * for a vector that is zero or shorter than a float can divide by (2^-128), which cosine cannot compare. One sum in
     * double, in order: the same bits on every machine.
     */
    public static float inverseNorm(Metric metric, float[] vector) {
        if (metric != Metric.COSINE) {
            return 1;
        }
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        return (float) (1 / Math.sqrt(squares));
    }

    /**
     * The similarity users see for a score; see {@link Metric}. Monotonic: a lower score never gives a higher
     * similarity.
     */
    public float similarity(float score) {
        return similarity(metric, score);
    }

    /** The similarity users see for a score of a metric. */
    public static float similarity(Metric metric, float score) {
        return switch (metric) {
            case COSINE, DOT -> score;
            case EUCLIDEAN -> 1 / (1 - score);
        };
    }

    private static boolean isRow(long address) {
        return address > 0 && address % VectorRows.ALIGNMENT_BYTES == 0;
    }
}
