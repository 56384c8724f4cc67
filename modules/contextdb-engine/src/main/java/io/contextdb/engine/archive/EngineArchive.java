package io.contextdb.engine.archive;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ArchiveVerifyReport;
import io.contextdb.api.ArchivedSnapshot;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.RestoreReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.CodecProvider;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStoreProvider;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.archive.Archive;
import io.contextdb.archive.Codecs;
import io.contextdb.archive.Fetch;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.RestoreDirectory;
import io.contextdb.plugins.PluginRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An archive with the providers of the program and of plug-ins. */
public final class EngineArchive implements SnapshotArchive {
    private final Archive archive;
    private final String storage;
    private final FileSystem files;
    private final Optional<ArchiveDirectory> place;

    private EngineArchive(Archive archive, String storage, FileSystem files, Optional<ArchiveDirectory> place) {
        this.archive = archive;
        this.storage = storage;
        this.files = files;
        this.place = place;
    }

    /**
     * Opens the archive that options name; {@code PROVIDER_NOT_FOUND} when something for it is missing,
     * {@code INVALID_ARGUMENT} when it lies in the directory of a database.
     */
    public static EngineArchive open(ArchiveOptions options, PluginRegistry plugins, FileSystem files) {
        StorageProvider storage = storage(plugins);
        Optional<ArchiveDirectory> place = ArchiveDirectory.of(options.location());
        place.ifPresent(ArchiveDirectory::requireOutsideDatabases);
        ObjectStore store = store(options, plugins);
        try {
            Archive archive = new Archive(
                    store,
                    storage.documents().orElseThrow(),
                    new Codecs(plugins.providers(CodecProvider.class)),
                    options.codec(),
                    options.parallel(),
                    files,
                    InstantSource.system());
            return new EngineArchive(archive, storage.name(), files, place);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static ObjectStore store(ArchiveOptions options, PluginRegistry plugins) {
        String scheme = options.location().getScheme();
        if (scheme == null) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the archive " + options.shownLocation()
                            + " begins with no scheme; say file:///directory or s3://bucket/prefix");
        }
        List<ObjectStoreProvider> providers = plugins.providers(ObjectStoreProvider.class);
        return providers.stream()
                .filter(provider -> provider.name().equals(scheme))
                .findFirst()
                .orElseThrow(() -> missing(
                        "object store for locations that begin with " + scheme + ":",
                        providers.stream().map(ObjectStoreProvider::name).collect(Collectors.toSet()),
                        plugins))
                .open(options.location(), options.settings());
    }

    /** Storages whose snapshots are files; of several the default one. */
    private static StorageProvider storage(PluginRegistry plugins) {
        String standard = DatabaseOptions.defaults().storage();
        return plugins.providers(StorageProvider.class).stream()
                .filter(provider -> provider.documents().isPresent())
                .min(Comparator.comparing(provider -> !provider.name().equals(standard)))
                .orElseThrow(() -> missing("storage whose snapshots can be moved", List.of(), plugins));
    }

    private static ContextDbException missing(String what, Iterable<String> present, PluginRegistry plugins) {
        TreeSet<String> names = new TreeSet<>();
        present.forEach(names::add);
        String refusals =
                plugins.refusals().stream().map(refusal -> "; " + refusal).collect(Collectors.joining());
        return new ContextDbException(
                ErrorCode.PROVIDER_NOT_FOUND,
                "there is no " + what + "; there are " + names + "; put the plug-in that has one, such as s3, into a"
                        + " directory of plug-ins: plugins beside an installed image" + refusals);
    }

    /** The files there are, for repairs; of use until this is closed. */
    public FileSource source(Progress progress) {
        return archive.source(progress);
    }

    @Override
    public PushReport push(Path directory, OptionalLong snapshot, Progress progress) {
        place.ifPresent(archives -> archives.requireApart(directory));
        return archive.push(directory, snapshot, progress);
    }

    @Override
    public List<ArchivedSnapshot> snapshots() {
        return archive.snapshots();
    }

    @Override
    public RestoreReport restore(OptionalLong snapshot, Path directory, Progress progress) {
        RestoreDirectory.check(directory, files);
        Fetch fetch = archive.plan(snapshot, directory.toAbsolutePath().normalize());
        try (RestoreDirectory target = RestoreDirectory.begin(directory, files)) {
            Archive.Fetched fetched = fetch.run(progress);
            target.commit(
                    fetched.manifest().database(),
                    storage,
                    DatabaseOptions.defaults().consensus(),
                    fetched.manifest().record().position().index());
            return fetched.report();
        }
    }

    @Override
    public ArchiveVerifyReport verify(Progress progress) {
        return archive.verify(progress);
    }

    @Override
    public ArchiveCleanupReport cleanup(int keep, Duration grace) {
        return archive.cleanup(keep, grace);
    }

    @Override
    public void close() {
        archive.close();
    }
}
