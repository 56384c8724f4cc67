package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.ImportContract;

class PatchedImportContractTest extends ImportContract {
    @Override
    protected StorageProvider provider() {
        return TestPolicies.smallProvider();
    }
}
