package io.contextdb.storage.memory;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.CheckpointContract;

class MemoryCheckpointContractTest extends CheckpointContract {
    @Override
    protected StorageProvider provider() {
        return new MemoryStorageProvider();
    }
}
