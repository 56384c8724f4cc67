package io.contextdb.engine.hybrid;

/**
 * Whether comparing all candidates or a filtered search of the index costs less.
 *
 * <p>Comparing costs one row for each candidate. A search that keeps a fraction of what it meets goes on until it has kept as many rows as it is
 * wide, so it meets the width divided by the fraction, and pays for each of them several rows' worth of distance, heap and cache miss. With
 * {@code c} candidates among {@code n} rows and a width {@code w} the two are even where {@code c = rowsPerStep * w * n / c}.
 *
 * @param rowsPerStep the rows that are compared one after the other in the time a search takes for one unit of its width, if all were kept
 */
public record HybridPlan(int rowsPerStep) {
    /**
     * As the bench module's {@code CandidatesBenchmark} gives it: 20,000 x 128 under cosine, k 10, width 64, two busy cores. Comparing took 34 to 57
     * us for 1,000 candidates, a search 3,528, 1,879 and 546 us with 1,000, 2,500 and 10,000 candidates: 69, 73 and 85 rows. Those runs were noisy;
     * a constant that is wrong by a factor of two moves the border by a factor of 1.4, where both ways cost about the same.
     */
    public static final HybridPlan MEASURED = new HybridPlan(70);

    /**
     * Whether to compare all candidates.
     *
     * @param indexedRows the rows the index covers
     * @param width how widely the index searches
     */
    boolean scan(int candidates, int indexedRows, int width) {
        return (double) candidates * candidates <= (double) rowsPerStep * width * indexedRows;
    }
}
