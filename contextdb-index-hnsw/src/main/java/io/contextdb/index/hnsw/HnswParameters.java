package io.contextdb.index.hnsw;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.kernels.ParameterRange;

/**
 * The parameters of a graph.
 *
 * @param m how many links a new row makes at each level, and the most it has above level 0
 * @param efConstruction how many rows the search for a new row's neighbours keeps, at least {@code m}
 * @param ef how many rows a search keeps when it does not say itself
 */
record HnswParameters(int m, int efConstruction, int ef) {
    private static final ParameterRange M = new ParameterRange("m", 2, 256);
    private static final ParameterRange EF_CONSTRUCTION = new ParameterRange("ef_construction", 1, 100_000);
    private static final ParameterRange EF = new ParameterRange("ef", 1, 1_000_000);

    static HnswParameters of(VectorIndexOptions options) {
        ParameterRange.check(options, M, EF_CONSTRUCTION, EF);
        int m = options.parameterOr(M.name(), 16);
        return new HnswParameters(
                m, Math.max(m, options.parameterOr(EF_CONSTRUCTION.name(), 200)), options.parameterOr(EF.name(), 128));
    }

    /** How many rows a search keeps that asks for {@code k} and names this {@code ef}, or 0. */
    int width(int k, int asked) {
        return Math.max(k, asked == 0 ? ef : asked);
    }

    /** The most links at level 0. */
    int linksAtBase() {
        return 2 * m;
    }
}
