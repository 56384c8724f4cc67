package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.testkit.storage.SnapshotContract;

class PatchedSnapshotContractTest extends SnapshotContract {
    @Override
    protected StorageProvider provider() {
        return TestPolicies.smallProvider();
    }
}
