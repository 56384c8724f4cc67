package io.contextdb.engine;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;

/** Databases over the file systems of tests. */
public final class TestDatabases {
    private TestDatabases() {}

    /** Opens a database, with log segments of this size. */
    public static Database open(Path directory, DatabaseOptions options, FileSystem files, int segmentBytes) {
        return new EngineProvider().open(directory, options, files, segmentBytes);
    }

    /** Options under which checkpoints are made only where the test asks for one, on the storage of mapped files. */
    public static DatabaseOptions options() {
        return Storages.options("mmap");
    }
}
