import org.jspecify.annotations.NullMarked;

/** Storage in memory; the oracle of the mapped storage. */
@NullMarked
module io.contextdb.storage.memory {
    requires io.contextdb.api;
    requires io.contextdb.memory;
    requires static org.jspecify;

    provides io.contextdb.api.spi.StorageProvider with
            io.contextdb.storage.memory.MemoryStorageProvider;
}
