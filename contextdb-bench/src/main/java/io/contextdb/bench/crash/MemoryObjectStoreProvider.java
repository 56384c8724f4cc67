package io.contextdb.bench.crash;

import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStoreProvider;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Object stores at URIs such as {@code memory:crash}, one for each URI, for as long as the process runs. */
public final class MemoryObjectStoreProvider implements ObjectStoreProvider {
    private static final Map<URI, ObjectStore> STORES = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public MemoryObjectStoreProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public ObjectStore open(URI location, Map<String, String> settings) {
        return STORES.computeIfAbsent(location, missing -> new MemoryObjectStore());
    }
}
