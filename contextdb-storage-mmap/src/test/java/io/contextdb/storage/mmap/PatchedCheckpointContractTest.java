package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.CheckpointContract;

class PatchedCheckpointContractTest extends CheckpointContract {
    @Override
    protected StorageProvider provider() {
        return TestPolicies.smallProvider();
    }
}
