package io.contextdb.engine;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.DatabaseProvider;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.engine.archive.EngineArchive;
import io.contextdb.engine.open.DatabaseOpener;
import io.contextdb.engine.open.OpenDatabase;
import io.contextdb.engine.open.Providers;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.plugins.PluginLayers;
import java.nio.file.Path;

/** Opens databases with the providers on the module path and in plug-in directories. */
public final class EngineProvider implements DatabaseProvider {
    /** For the service loader. */
    public EngineProvider() {}

    @Override
    public Database open(Path directory, DatabaseOptions options) {
        Providers providers = Providers.of(PluginLayers.load(options.pluginDirectories()));
        return open(directory, options, providers, new OsFileSystem(), CommitLogContext.SEGMENT_BYTES_DEFAULT);
    }

    @Override
    public SnapshotArchive archive(ArchiveOptions options) {
        return EngineArchive.open(options, PluginLayers.load(options.pluginDirectories()), new OsFileSystem());
    }

    /** A database with providers and a file system of the caller's. */
    static Database open(
            Path directory, DatabaseOptions options, Providers providers, FileSystem files, int segmentBytes) {
        OpenDatabase parts = new DatabaseOpener(options, providers, files, segmentBytes).open(directory);
        try {
            return new EngineDatabase(parts);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }
}
