package io.contextdb.testkit.vector;

import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndexProvider;
import java.util.TreeMap;

/** What the contract must know of a provider. */
public interface VectorIndexFixture {
    /** The provider under test. */
    VectorIndexProvider provider();

    /** The least share of the ten exact neighbours that a search of default width must find among clustered rows. */
    double recallMin();

    /** Options for small tests. */
    default VectorIndexOptions options(Metric metric, int dimension) {
        return new VectorIndexOptions(provider().name(), dimension, metric, new TreeMap<>());
    }
}
