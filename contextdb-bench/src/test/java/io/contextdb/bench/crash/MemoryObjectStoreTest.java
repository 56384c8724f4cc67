package io.contextdb.bench.crash;

import io.contextdb.api.spi.ObjectStore;
import io.contextdb.testkit.objectstore.ObjectStoreContract;
import java.util.Map;

class MemoryObjectStoreTest extends ObjectStoreContract {
    @Override
    protected ObjectStore openStore() {
        return new MemoryObjectStoreProvider().open(directory.resolve("store").toUri(), Map.of());
    }
}
