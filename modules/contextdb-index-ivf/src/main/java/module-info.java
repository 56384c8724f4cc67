import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.index.ivf.IvfProvider;
import org.jspecify.annotations.NullMarked;

/** Inverted-file vector index. */
@NullMarked
module io.contextdb.index.ivf {
    requires io.contextdb.api;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires static org.jspecify;

    provides VectorIndexProvider with
            IvfProvider;
}
