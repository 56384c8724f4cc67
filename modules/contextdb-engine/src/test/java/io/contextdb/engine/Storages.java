package io.contextdb.engine;

import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.spi.StorageProvider;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The storage providers at hand: every test of the database runs on each. */
final class Storages {
    private Storages() {}

    /** Their names, for {@code @MethodSource}; {@code -Dcontextdb.storage=...} leaves only those that contain it. */
    static Stream<String> names() {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(StorageProvider::name)
                .filter(name -> name.contains(System.getProperty("contextdb.storage", "")))
                .sorted();
    }

    /** Options for tests: checkpoints only where the test asks for one. */
    static DatabaseOptions options(String storage) {
        return DatabaseOptions.defaults()
                .storage(storage)
                .checkpointInterval(Duration.ZERO)
                .checkpointLogBytes(Long.MAX_VALUE);
    }
}
