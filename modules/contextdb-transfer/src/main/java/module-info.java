import org.jspecify.annotations.NullMarked;

/** Import and export: CSV, JSON, NDJSON, npy, fvecs. */
@NullMarked
module io.contextdb.transfer {
    requires transitive io.contextdb.api;
    requires transitive tools.jackson.core;
    requires static org.jspecify;

    exports io.contextdb.transfer;
}
