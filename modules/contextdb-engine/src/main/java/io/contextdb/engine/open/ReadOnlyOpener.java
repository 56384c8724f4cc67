package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogRecovery;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.engine.concurrency.BackgroundThreads;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.replica.EpochOpener;
import io.contextdb.engine.replica.ReplayMeter;
import io.contextdb.engine.version.Versions;
import io.contextdb.memory.ReadOnlyFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens the newest sound snapshot of a directory without changing anything there. What was opened is closed again when
 * a later step fails.
 */
public final class ReadOnlyOpener {
    /** A writer may delete files of a snapshot while it is being opened; then there are newer ones. */
    private static final int ATTEMPTS_MAX = 5;

    private final DatabaseOptions options;
    private final Providers providers;
    private final FileSystem files;

    private final OpenedParts opened = new OpenedParts();

    /** Opens with these providers. */
    public ReadOnlyOpener(DatabaseOptions options, Providers providers, FileSystem files) {
        this.options = options.createIfMissing(false);
        this.providers = providers;
        this.files = new ReadOnlyFileSystem(files);
    }

    /** Opens the snapshot. */
    public ReadOnlyParts open(Path directory) {
        long begin = System.nanoTime();
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            FormatFile format = new DatabaseDirectory(absolute, files).read(options);
            Storage storage = opened.add(
                    providers.storage(options.storage()).open(new StorageContext(absolute, files, format.database())));
            Start start = start(absolute, storage);
            opened.lend(start.generation());
            SnapshotRecord snapshot = start.snapshot().orElseThrow();
            BackgroundThreads threads = new BackgroundThreads();
            opened.add(() -> threads.close(OpenDatabase.READERS_MILLIS_MAX));
            EpochOpener epochs = new EpochOpener(storage, providers.indexes(options.buildThreads()), threads);
            opened.add(() -> epochs.awaitFreed(OpenDatabase.READERS_MILLIS_MAX));
            Versions versions = new Versions();
            Epoch epoch = epochs.open(Optional.of(snapshot), start.generation(), versions);
            opened.add(epoch::end);
            opened.add(versions::close);
            epoch.publish(versions);
            RecoveryReport report =
                    start.report(start.indexesDamaged(), new LogRecovery(0, 0), ReplayMeter.NONE, begin);
            return new ReadOnlyParts(options, storage, snapshot, epochs, versions, report, opened.closing());
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private static Start start(Path directory, Storage storage) {
        for (int attempt = 1; ; attempt++) {
            List<SnapshotRecord> before = storage.snapshots();
            if (before.isEmpty()) {
                List<Long> damaged = storage.damagedDocuments();
                if (!damaged.isEmpty()) {
                    throw ContextDbException.damage(
                            directory + " has no sound snapshot: the documents of " + damaged + " are damaged");
                }
                throw new ContextDbException(
                        ErrorCode.SNAPSHOT_NOT_FOUND,
                        directory + " holds no snapshot yet, which is what reading alone opens; open the database for"
                                + " writing and take one");
            }
            Start start = Start.newest(storage);
            if (start.damaged().isEmpty() || attempt == ATTEMPTS_MAX || before.equals(storage.snapshots())) {
                return start;
            }
            start.generation().close();
        }
    }
}
