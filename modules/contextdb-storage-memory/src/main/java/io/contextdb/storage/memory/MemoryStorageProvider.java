package io.contextdb.storage.memory;

import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageProvider;

/** The provider {@code memory}: everything in memory while the database is open, one file per snapshot between. */
public final class MemoryStorageProvider implements StorageProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public MemoryStorageProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Storage open(StorageContext context) {
        return new MemoryStorage(context);
    }
}
