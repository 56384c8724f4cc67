import org.jspecify.annotations.NullMarked;

/**
 * What log, storage and indexes share below the engine: native memory by address, checksums, value encoding, the file
 * system.
 */
@NullMarked
// The module of the tests' file systems stands above this one.
@SuppressWarnings("module")
module io.contextdb.memory {
    requires static org.jspecify;
    requires transitive io.contextdb.api;

    exports io.contextdb.memory;
    exports io.contextdb.memory.fault to
            io.contextdb.testkit.file;
}
