package io.contextdb.api;

/**
 * A search for the vectors nearest to a given one.
 *
 * @param name the vector space, as in {@code embedding}
 * @param k the greatest number of hits, at least 1
 * @param ef how widely an index searches (HNSW's ef, IVF's probes); 0 takes the space's default; more finds more, more
 *     slowly
 * @param threshold hits below this raw similarity are left out; {@link Double#NEGATIVE_INFINITY} keeps all
 * @param exact whether to scan every vector instead of asking the index
 */
public record SimilarityQuery(String name, int k, int ef, double threshold, boolean exact) {
    /** The vector space used when none is named. */
    public static final String DEFAULT_NAME = "embedding";

    /** Checks the ranges. */
    public SimilarityQuery {
        if (k < 1) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "k " + k + "; it must be 1 or more");
        }
        if (ef < 0) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "ef " + ef + "; it must be 0 (default) or more");
        }
        if (Double.isNaN(threshold)) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "the similarity threshold is NaN");
        }
    }

    /** The {@code k} nearest in the default space, through the index. */
    public static SimilarityQuery top(int k) {
        return new SimilarityQuery(DEFAULT_NAME, k, 0, Double.NEGATIVE_INFINITY, false);
    }

    /** The same in the space {@code newName}. */
    public SimilarityQuery in(String newName) {
        return new SimilarityQuery(newName, k, ef, threshold, exact);
    }

    /** The same with this search width. */
    public SimilarityQuery ef(int newEf) {
        return new SimilarityQuery(name, k, newEf, threshold, exact);
    }

    /** The same without hits below this raw similarity. */
    public SimilarityQuery atLeast(double newThreshold) {
        return new SimilarityQuery(name, k, ef, newThreshold, exact);
    }

    /** The same by a scan of every vector. */
    public SimilarityQuery exactly() {
        return new SimilarityQuery(name, k, ef, threshold, true);
    }
}
