package io.contextdb.engine;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.api.SalvageOptions;
import io.contextdb.api.SalvageReport;
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
import io.contextdb.engine.repair.DatabaseRepair;
import io.contextdb.engine.repair.Salvage;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.plugins.PluginLayers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
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
        return archive(options, new OsFileSystem());
    }

    @Override
    public SnapshotArchive archive(ArchiveOptions options, FileSystem files) {
        return EngineArchive.open(options, PluginLayers.load(options.pluginDirectories()), files);
    }

    @Override
    public Database openReadOnly(Path directory, DatabaseOptions options) {
        return new ReadOnlyDatabase(
                new ReadOnlyOpener(options, providers(options), new OsFileSystem()).open(directory));
    }

    private static Providers providers(DatabaseOptions options) {
        return providers(options.pluginDirectories());
    }

    private static Providers providers(List<Path> plugins) {
        return plugins.isEmpty() ? Bundled.PROVIDERS : Providers.of(PluginLayers.load(plugins));
    }

    @Override
    public Database open(Path directory, DatabaseOptions options, FileSystem files, int segmentBytes) {
        return open(directory, options, files, segmentBytes, System::nanoTime);
    }

    /** Opens a database whose {@link io.contextdb.engine.guard.ResourceGuard} has this clock. */
    Database open(
            Path directory, DatabaseOptions options, FileSystem files, int segmentBytes, LongSupplier guardNanoTime) {
        OpenDatabase parts =
                new DatabaseOpener(options, providers(options), files, segmentBytes, guardNanoTime).open(directory);
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
            List<Path> plugins = plugins(options.pluginDirectories(), archive);
            return EngineArchive.open(archive, PluginLayers.load(plugins), files);
        });
    }

    private static List<Path> plugins(List<Path> own, ArchiveOptions archive) {
        return Stream.concat(own.stream(), archive.pluginDirectories().stream())
                .distinct()
                .toList();
    }

    @Override
    public RepairReport repair(Path directory, RepairOptions options) {
        FileSystem files = new OsFileSystem();
        Optional<EngineArchive> archive = options.archive()
                .map(named -> EngineArchive.open(
                        named, PluginLayers.load(plugins(options.pluginDirectories(), named)), files));
        try {
            return new DatabaseRepair(
                            providers(options.pluginDirectories()),
                            files,
                            (path, opened) -> open(path, opened.pluginDirectories(options.pluginDirectories())),
                            () -> archive.map(opened -> opened.source(options.progress())))
                    .run(directory, options);
        } finally {
            archive.ifPresent(EngineArchive::close);
        }
    }

    @Override
    public SalvageReport salvage(Path directory, Path target, SalvageOptions options) {
        return new Salvage(
                        providers(options.pluginDirectories()),
                        new OsFileSystem(),
                        (path, opened) -> open(path, opened.pluginDirectories(options.pluginDirectories())),
                        CommitLogContext.SEGMENT_BYTES_DEFAULT)
                .run(directory, target, options.progress());
    }
}
