import org.jspecify.annotations.NullMarked;

/** Import readers: CSV, NDJSON, npy, fvecs. */
@NullMarked
module io.contextdb.transfer {
    requires de.siegmar.fastcsv;
    requires io.contextdb.api;
    requires tools.jackson.databind;
    requires static org.jspecify;
}
