package io.contextdb.engine;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.DatabaseProvider;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.engine.archive.EngineArchive;
import io.contextdb.engine.archive.Uploads;
import io.contextdb.engine.open.DatabaseOpener;
import io.contextdb.engine.open.OpenDatabase;
import io.contextdb.engine.open.Providers;
import io.contextdb.engine.open.ReadOnlyOpener;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.plugins.PluginLayers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens databases with the providers on the module path and in plug-in directories. */
public final class EngineProvider implements DatabaseProvider {
    /** What is on the module path, which does not change. */
    private static final class Bundled {
        static final Providers PROVIDERS = Providers.of(PluginLayers.load(List.of()));
    }

    /** For the service loader. */
    public EngineProvider() {}

    @Override
    public Database open(Path directory, DatabaseOptions options) {
        return open(directory, options, new OsFileSystem(), CommitLogContext.SEGMENT_BYTES_DEFAULT);
    }

    @Override
    public SnapshotArchive archive(ArchiveOptions options) {
        return EngineArchive.open(options, PluginLayers.load(options.pluginDirectories()), new OsFileSystem());
    }

    @Override
    public Database openReadOnly(Path directory, DatabaseOptions options) {
        return new ReadOnlyDatabase(
                new ReadOnlyOpener(options, providers(options), new OsFileSystem()).open(directory));
    }

    private static Providers providers(DatabaseOptions options) {
        return options.pluginDirectories().isEmpty()
                ? Bundled.PROVIDERS
                : Providers.of(PluginLayers.load(options.pluginDirectories()));
    }

    @Override
    public Database open(Path directory, DatabaseOptions options, FileSystem files, int segmentBytes) {
        OpenDatabase parts = new DatabaseOpener(options, providers(options), files, segmentBytes).open(directory);
        try {
            return new EngineDatabase(parts, uploads(directory, options, files));
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    /** The archive finds the plug-ins of the database, and those that only its own options name. */
    private static Uploads uploads(Path directory, DatabaseOptions options, FileSystem files) {
        return new Uploads(directory.toAbsolutePath(), options.archive(), archive -> {
            List<Path> plugins = Stream.concat(
                            options.pluginDirectories().stream(), archive.pluginDirectories().stream())
                    .distinct()
                    .toList();
            return EngineArchive.open(archive, PluginLayers.load(plugins), files);
        });
    }
}
