package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.StorageContract;

class PatchedStorageContractTest extends StorageContract {
    @Override
    protected StorageProvider provider() {
        return TestPolicies.smallProvider();
    }
}
