package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.StorageContract;

class MappedStorageContractTest extends StorageContract {
    @Override
    protected StorageProvider provider() {
        return new MappedStorageProvider();
    }
}
