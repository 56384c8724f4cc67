import org.jspecify.annotations.NullMarked;

/** Import readers: CSV, NDJSON, npy, fvecs. */
@NullMarked
module io.contextdb.transfer {
    requires io.contextdb.api;
    requires tools.jackson.core;
    requires static org.jspecify;
}
