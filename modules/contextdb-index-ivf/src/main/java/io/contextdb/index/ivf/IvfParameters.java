package io.contextdb.index.ivf;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.kernels.ParameterRange;

/**
 * The parameters of an inverted file.
 *
 * @param lists how many lists are wanted; 0 lets the number of rows decide
 * @param probes how many lists a search scans when it does not say itself
 * @param seed what the sample and the first centroids are drawn by
 */
record IvfParameters(int lists, int probes, int seed) {
    private static final ParameterRange LISTS = new ParameterRange("lists", 0, 1 << 16);
    private static final ParameterRange PROBES = new ParameterRange("probes", 1, 1 << 16);
    private static final ParameterRange SEED = new ParameterRange("seed", 0, Integer.MAX_VALUE);

    static IvfParameters of(VectorIndexOptions options) {
        ParameterRange.check(options, LISTS, PROBES, SEED);
        return new IvfParameters(
                options.parameterOr(LISTS.name(), 0),
                options.parameterOr(PROBES.name(), 16),
                options.parameterOr(SEED.name(), 1));
    }

    /** How many lists a search scans at first that names this {@code ef}, or 0. */
    int probes(int asked) {
        return asked == 0 ? probes : asked;
    }
}
