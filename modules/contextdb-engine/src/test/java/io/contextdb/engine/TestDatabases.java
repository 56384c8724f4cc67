package io.contextdb.engine;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Databases over the file systems of tests. */
public final class TestDatabases {
    private TestDatabases() {}

    /** Opens a database, with log segments of this size. */
    public static Database open(Path directory, DatabaseOptions options, FileSystem files, int segmentBytes) {
        return new EngineProvider().open(directory, options, files, segmentBytes);
    }

    /** Opens a database whose guard of resources has this clock, as {@link System#nanoTime}. */
    public static Database open(
            Path directory, DatabaseOptions options, FileSystem files, int segmentBytes, LongSupplier guardNanoTime) {
        return new EngineProvider().open(directory, options, files, segmentBytes, guardNanoTime);
    }

    /** Options under which checkpoints are made only where the test asks for one, on the storage of mapped files. */
    public static DatabaseOptions options() {
        return Storages.options("mmap");
    }
}
