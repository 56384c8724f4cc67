import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.index.flat.FlatProvider;
import org.jspecify.annotations.NullMarked;

/** Exact scan over all vectors; the oracle of the other indexes. */
@NullMarked
module io.contextdb.index.flat {
    requires io.contextdb.api;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires static org.jspecify;

    provides VectorIndexProvider with
            FlatProvider;
}
