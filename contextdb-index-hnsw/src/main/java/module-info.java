import org.jspecify.annotations.NullMarked;

/** HNSW vector index with quantisation. */
@NullMarked
module io.contextdb.index.hnsw {
    requires io.contextdb.api;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires jdk.incubator.vector;
    requires static org.jspecify;
}
