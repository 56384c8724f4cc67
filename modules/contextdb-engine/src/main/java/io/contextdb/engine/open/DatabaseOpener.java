package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.LogRecovery;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.engine.checkpoint.SnapshotStore;
import io.contextdb.engine.checkpoint.Snapshotter;
import io.contextdb.engine.concurrency.BackgroundThreads;
import io.contextdb.engine.guard.ProcessMemory;
import io.contextdb.engine.guard.ResourceGuard;
import io.contextdb.engine.guard.Usage;
import io.contextdb.engine.index.IndexOpener;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.replica.EpochOpener;
import io.contextdb.engine.replica.Replica;
import io.contextdb.engine.version.Versions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Opens a database: checks and locks the directory, opens storage and log, starts from the newest snapshot whose files
 * are sound, and replays the log from there. What was opened is closed again when a later step fails.
 */
public final class DatabaseOpener {
    private final DatabaseOptions options;
    private final Providers providers;
    private final FileSystem files;
    private final int segmentBytes;
    private final LongSupplier guardNanoTime;

    private final OpenedParts opened = new OpenedParts();

    /**
     * Opens with these providers.
     *
     * @param segmentBytes the size of a log segment
     * @param guardNanoTime the clock of the {@link ResourceGuard}, as {@link System#nanoTime}
     */
    public DatabaseOpener(
            DatabaseOptions options,
            Providers providers,
            FileSystem files,
            int segmentBytes,
            LongSupplier guardNanoTime) {
        this.options = options;
        this.providers = providers;
        this.files = files;
        this.segmentBytes = segmentBytes;
        this.guardNanoTime = guardNanoTime;
    }

    /** Opens the database in a directory. */
    public OpenDatabase open(Path directory) {
        long begin = System.nanoTime();
        Path absolute = directory.toAbsolutePath().normalize();
        DatabaseDirectory database = new DatabaseDirectory(absolute, files);
        database.check(options);
        StorageProvider storages = providers.storage(options.storage());
        ConsensusProvider logs = providers.consensus(options.consensus());
        providers.index(options.vectorIndexType());
        try {
            DatabaseDirectory.Locked locked = database.lock(options);
            opened.add(locked.lock());
            FormatFile format = locked.format();
            Storage storage = opened.add(storages.open(new StorageContext(absolute, files, format.database())));
            CommitLog log = opened.add(logs.open(new CommitLogContext(
                    absolute,
                    files,
                    options.durability(),
                    segmentBytes,
                    format.database(),
                    format.logBegin().isPresent())));
            OpenDatabase recovered = recover(begin, absolute, format, storage, log);
            if (format.logBegin().isPresent()) {
                format.withLog().write(files, database.metadata());
            }
            return recovered;
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private OpenDatabase recover(long begin, Path directory, FormatFile format, Storage storage, CommitLog log) {
        Start start = Start.newest(storage);
        opened.lend(start.generation());
        LogPosition base = start.snapshot().map(SnapshotRecord::position).orElse(LogPosition.START);
        requireSnapshot(format, base);
        BackgroundThreads threads = new BackgroundThreads();
        opened.add(() -> threads.close(OpenDatabase.READERS_MILLIS_MAX));
        IndexOpener indexes = providers.indexes(options.buildThreads());
        EpochOpener epochs = new EpochOpener(storage, indexes, threads);
        opened.add(() -> epochs.awaitFreed(OpenDatabase.READERS_MILLIS_MAX));
        Versions versions = new Versions();
        opened.add(versions::close);
        Epoch epoch = epochs.open(start.snapshot(), start.generation(), versions);
        // Asked now: applying the log may end this generation.
        List<String> indexesDamaged = start.indexesDamaged();
        SnapshotStore snapshots = new SnapshotStore(storage, log, options.logRetentionBytes(), start.damaged());
        Snapshotter snapshotter = new Snapshotter(
                storage,
                snapshots,
                log,
                epochs,
                indexes,
                versions,
                threads,
                options,
                () -> files.space(directory).free());
        Replica replica = new Replica(epoch, base, versions, snapshotter, options.checkpointMemoryBytes());
        opened.add(replica::close);
        opened.add(snapshotter::close);
        opened.add(replica::cancelIndexes);
        snapshotter.attach(replica);
        LogRecovery replayed = log.start(replica, base.index());
        ResourceGuard guard = new ResourceGuard(
                options.resources(),
                () -> new Usage(files.space(directory), ProcessMemory.bytes(), replica.changeBytes()),
                guardNanoTime);
        RecoveryReport report = start.report(indexesDamaged, replayed, replica.replayed(), begin);
        return new OpenDatabase(
                options,
                providers,
                storage,
                log,
                epochs,
                versions,
                replica,
                snapshots,
                snapshotter,
                guard,
                threads,
                report,
                opened.closing());
    }

    /** A log that begins behind a snapshot is of no use without it. */
    private static void requireSnapshot(FormatFile format, LogPosition base) {
        format.logBegin().ifPresent(index -> {
            if (base.index() < index) {
                throw new ContextDbException(
                        ErrorCode.CORRUPTION,
                        "the snapshot that holds commands up to " + index + " is missing or damaged; the newest sound"
                                + " one holds commands up to " + base.index() + ", and no log goes on from there:"
                                + " restore the database again");
            }
        });
    }
}
