import org.jspecify.annotations.NullMarked;

/** What log, storage and indexes share below the engine: native memory by address, checksums, value encoding, the file system. */
@NullMarked
module io.contextdb.memory {
    requires static org.jspecify;
    requires transitive io.contextdb.api;

    exports io.contextdb.memory;
}
