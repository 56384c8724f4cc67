package io.contextdb.storage.memory;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.SnapshotContract;

class MemorySnapshotContractTest extends SnapshotContract {
    @Override
    protected StorageProvider provider() {
        return new MemoryStorageProvider();
    }
}
