package io.contextdb.index.ivf;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexProvider;

/**
 * Opens inverted files. Parameters: {@code lists} (0 to 65,536; 0, the default, for twice the root of the number of
 * rows), {@code probes} (1 to 65,536, default 16), the lists a search scans, which its {@code ef} overrides, and
 * {@code seed} (default 1).
 */
public final class IvfProvider implements VectorIndexProvider {
    /** For {@link java.util.ServiceLoader}. */
    public IvfProvider() {}

    @Override
    public String name() {
        return "ivf";
    }

    @Override
    public void validate(VectorIndexOptions options) {
        IvfParameters.of(options);
    }

    @Override
    public VectorIndex open(VectorIndexContext context) {
        return new IvfIndex(context, IvfParameters.of(context.options()));
    }
}
