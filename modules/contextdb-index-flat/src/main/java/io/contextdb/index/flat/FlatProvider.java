package io.contextdb.index.flat;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.kernels.ParameterRange;

/** Opens exact scans. They have no parameters. */
public final class FlatProvider implements VectorIndexProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FlatProvider() {}

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public void validate(VectorIndexOptions options) {
        ParameterRange.check(options);
    }

    @Override
    public VectorIndex open(VectorIndexContext context) {
        validate(context.options());
        int indexedRows = context.file()
                .map(file -> FlatFile.read(context.name(), file, context.options()))
                .orElse(0);
        return new FlatIndex(context.name(), context.options(), indexedRows);
    }
}
