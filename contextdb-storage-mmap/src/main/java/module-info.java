import org.jspecify.annotations.NullMarked;

/** Immutable mapped files, delta, checkpoints and snapshots. */
@NullMarked
module io.contextdb.storage.mmap {
    requires io.contextdb.api;
    requires io.contextdb.memory;
    requires tools.jackson.core;
    requires static org.jspecify;

    provides io.contextdb.api.spi.StorageProvider with
            io.contextdb.storage.mmap.MappedStorageProvider;
}
