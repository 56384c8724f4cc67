package io.contextdb.api;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a vector space is indexed.
 *
 * @param type the index provider: {@code hnsw}, {@code flat} (also called {@code linear}), {@code ivf}, or a plug-in's
 *     name
 * @param dimension the number of components, 1 to 65,535; 0 lets the first vector decide
 * @param metric how vectors are compared
 * @param parameters the provider's parameters; for hnsw {@code m} (2 to 256, default 16), {@code ef_construction}
 *     (default 200) and {@code ef} (default 128); for ivf {@code lists} (0 to 65,536, default 0: twice the root of the
 *     number of vectors), {@code probes} (the lists a search scans, default 16) and {@code seed} (default 1)
 */
public record VectorIndexOptions(String type, int dimension, Metric metric, SortedMap<String, Integer> parameters) {
    /** The greatest dimension. */
    public static final int DIMENSION_MAX = 65_535;

    /** Checks the ranges and copies the parameters; {@code linear} becomes {@code flat}. */
    public VectorIndexOptions {
        if (dimension < 0 || dimension > DIMENSION_MAX) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "dimension " + dimension + "; it must be 1 to " + DIMENSION_MAX
                            + ", or 0 to take the first vector's");
        }
        type = type.equals("linear") ? "flat" : type;
        // In natural order, whatever order they come in.
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(parameters)));
    }

    /** HNSW with cosine and default parameters. */
    public static VectorIndexOptions hnsw() {
        return of("hnsw");
    }

    /** Any provider with cosine and its default parameters. */
    public static VectorIndexOptions of(String type) {
        return new VectorIndexOptions(type, 0, Metric.COSINE, new TreeMap<>());
    }

    /** The same for this dimension. */
    public VectorIndexOptions dimension(int newDimension) {
        return new VectorIndexOptions(type, newDimension, metric, parameters);
    }

    /** The same with this metric. */
    public VectorIndexOptions metric(Metric newMetric) {
        return new VectorIndexOptions(type, dimension, newMetric, parameters);
    }

    /** The same with one parameter set. */
    public VectorIndexOptions parameter(String name, int value) {
        SortedMap<String, Integer> changed = new TreeMap<>(parameters);
        changed.put(name, value);
        return new VectorIndexOptions(type, dimension, metric, changed);
    }

    /** The parameter {@code name}, or {@code fallback} when it is not set. */
    public int parameterOr(String name, int fallback) {
        return parameters.getOrDefault(name, fallback);
    }
}
