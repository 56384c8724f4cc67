package io.contextdb.api.spi;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.SnapshotArchive;
import java.nio.file.Path;

/** The engine, as {@link io.contextdb.api.ContextDB} finds it. Called from any thread. */
public interface DatabaseProvider {
    /** Opens a database directory. */
    Database open(Path directory, DatabaseOptions options);

    /** Opens an archive of snapshots. */
    SnapshotArchive archive(ArchiveOptions options);
}
