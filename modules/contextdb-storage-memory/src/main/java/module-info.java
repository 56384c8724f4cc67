import org.jspecify.annotations.NullMarked;

/** Storage in memory; the oracle of the mapped storage. */
@NullMarked
module io.contextdb.storage.memory {
    requires io.contextdb.api;
    requires static org.jspecify;
}
