import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.index.hnsw.HnswProvider;
import org.jspecify.annotations.NullMarked;

/** HNSW vector index, built deterministically by any number of threads and searched in its mapped file. */
@NullMarked
module io.contextdb.index.hnsw {
    requires io.contextdb.api;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires static org.jspecify;

    provides VectorIndexProvider with
            HnswProvider;
}
