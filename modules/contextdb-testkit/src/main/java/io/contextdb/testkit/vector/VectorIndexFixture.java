package io.contextdb.testkit.vector;

import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndexProvider;
import java.util.TreeMap;

/**
 * What the contract must know of a provider.
 *
 * @param provider the provider under test
 * @param recallMin the least share of the ten exact neighbours that a search of default width must find among clustered
 *     rows
 */
public record VectorIndexFixture(VectorIndexProvider provider, double recallMin) {
    /** Options for small tests. */
    public VectorIndexOptions options(Metric metric, int dimension) {
        return new VectorIndexOptions(provider.name(), dimension, metric, new TreeMap<>());
    }
}
