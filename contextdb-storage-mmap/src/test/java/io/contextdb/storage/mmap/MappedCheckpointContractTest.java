package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.CheckpointContract;

class MappedCheckpointContractTest extends CheckpointContract {
    @Override
    protected StorageProvider provider() {
        return new MappedStorageProvider();
    }
}
