package io.contextdb.storage.memory;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.StorageContract;

class MemoryStorageContractTest extends StorageContract {
    @Override
    protected StorageProvider provider() {
        return new MemoryStorageProvider();
    }
}
