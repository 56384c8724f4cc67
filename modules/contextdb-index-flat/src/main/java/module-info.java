import org.jspecify.annotations.NullMarked;

/** Exact scan over all vectors; the oracle of the other indexes. */
@NullMarked
module io.contextdb.index.flat {
    requires io.contextdb.api;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires static org.jspecify;
}
