package scan;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSearch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The score of a row, to the last bit as every index of ContextDB computes it: sixteen sums, one for each remainder of the
 * position, by fused multiply-add, and these added up by halves.
 */
final class Score {

    private static final int LANES = 16;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Rows come as absolute addresses; this needs native access, which the installation passes on to plug-ins. */
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Score() {}

    static float of(Metric metric, VectorSearch search, int row) {
        VectorRows rows = search.rows();
        boolean isDistance = metric == Metric.EUCLIDEAN;
        int components = VectorRows.paddedDimension(rows.dimension());
        float sum = sum(search.queryAddress(), rows.address(row), components, isDistance, 0, 1);
        float score =
                switch (metric) {
                    case COSINE -> sum * search.queryInverseNorm() * rows.inverseNorm(row);
                    case DOT -> sum;
                    case EUCLIDEAN -> 0f - sum;
                };
        if (Float.isNaN(score)) {
            return Float.NEGATIVE_INFINITY;
        }
        // Adding zero makes a plain zero of minus zero.
        return (metric == Metric.COSINE ? Math.clamp(score, -1f, 1f) : score) + 0f;
    }

    /** The sum of every lane that leaves {@code lane} over when divided by {@code width}. */
    private static float sum(long query, long row, int components, boolean isDistance, int lane, int width) {
        if (width < LANES) {
            return sum(query, row, components, isDistance, lane, width * 2)
                    + sum(query, row, components, isDistance, lane + width, width * 2);
        }
        float sum = 0;
        for (long at = lane; at < components; at += LANES) {
            float left = MEMORY.get(FLOAT, query + at * Float.BYTES);
            float right = MEMORY.get(FLOAT, row + at * Float.BYTES);
            sum = isDistance ? Math.fma(left - right, left - right, sum) : Math.fma(left, right, sum);
        }
        return sum;
    }
}
