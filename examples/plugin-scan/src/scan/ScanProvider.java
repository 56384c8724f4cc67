package scan;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexProvider;

/** What the engine finds: a name, a check of options, and the way to an index. */
public final class ScanProvider implements VectorIndexProvider {

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public void validate(VectorIndexOptions options) {
        if (!options.parameters().isEmpty()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "parameters " + options.parameters() + " of a vector index of type scan; it has none");
        }
    }

    @Override
    public VectorIndex open(VectorIndexContext context) {
        validate(context.options());
        int rows = context.file()
                .map(file -> ScanFile.read(file, context.options()))
                .orElse(0);
        return new ScanIndex(context.name(), context.options(), rows);
    }
}
