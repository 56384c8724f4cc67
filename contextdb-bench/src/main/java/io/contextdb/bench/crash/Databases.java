package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.spi.DatabaseProvider;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.bench.common.Providers;
import java.nio.file.Path;
import java.time.Duration;

/** Opens the databases that crash: with small log segments, and with checkpoints where a script asks for them only. */
final class Databases {
    /** Where they lie. */
    static final Path HOME = Path.of("/database");

    static final int SEGMENT_BYTES = 64 << 10;

    private static final DatabaseProvider ENGINE = Providers.engine();

    private Databases() {}

    /** The options of most scripts. */
    static DatabaseOptions options() {
        return DatabaseOptions.defaults()
                .checkpointInterval(Duration.ZERO)
                .checkpointLogBytes(Long.MAX_VALUE)
                .buildThreads(1);
    }

    static Database open(FileSystem files, DatabaseOptions options) {
        return ENGINE.open(HOME, options, files, SEGMENT_BYTES);
    }

    static Database open(FileSystem files) {
        return open(files, options());
    }
}
