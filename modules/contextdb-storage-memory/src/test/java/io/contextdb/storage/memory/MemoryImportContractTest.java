package io.contextdb.storage.memory;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.ImportContract;

class MemoryImportContractTest extends ImportContract {
    @Override
    protected StorageProvider provider() {
        return new MemoryStorageProvider();
    }
}
