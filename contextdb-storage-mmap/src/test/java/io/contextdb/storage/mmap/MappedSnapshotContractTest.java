package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.SnapshotContract;

class MappedSnapshotContractTest extends SnapshotContract {
    @Override
    protected StorageProvider provider() {
        return new MappedStorageProvider();
    }
}
