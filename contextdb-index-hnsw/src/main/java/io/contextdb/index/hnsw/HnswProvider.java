package io.contextdb.index.hnsw;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexProvider;

/**
 * Opens HNSW graphs. Parameters: {@code m} (2 to 256, default 16), {@code ef_construction} (1 to 100,000, default 200,
 * raised to {@code m}) and {@code ef} (1 to 1,000,000, default 128), which a search may override and which is raised to
 * the number of results asked for.
 */
public final class HnswProvider implements VectorIndexProvider {
    /** For {@link java.util.ServiceLoader}. */
    public HnswProvider() {}

    @Override
    public String name() {
        return "hnsw";
    }

    @Override
    public void validate(VectorIndexOptions options) {
        HnswParameters.of(options);
    }

    @Override
    public VectorIndex open(VectorIndexContext context) {
        return new HnswIndex(context, HnswParameters.of(context.options()));
    }
}
