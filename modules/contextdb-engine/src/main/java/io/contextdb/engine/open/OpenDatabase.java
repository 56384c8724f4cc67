package io.contextdb.engine.open;

import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.Storage;
import io.contextdb.engine.checkpoint.SnapshotStore;
import io.contextdb.engine.checkpoint.Snapshotter;
import io.contextdb.engine.concurrency.BackgroundThreads;
import io.contextdb.engine.guard.ResourceGuard;
import io.contextdb.engine.replica.EpochOpener;
import io.contextdb.engine.replica.Replica;
import io.contextdb.engine.version.Versions;
import java.util.List;

/**
 * The parts of an open database.
 *
 * @param closing what is to be closed, the first to close first
 */
public record OpenDatabase(
        DatabaseOptions options,
        Providers providers,
        Storage storage,
        CommitLog log,
        EpochOpener epochs,
        Versions versions,
        Replica replica,
        SnapshotStore snapshots,
        Snapshotter snapshotter,
        ResourceGuard guard,
        BackgroundThreads threads,
        RecoveryReport recovery,
        List<AutoCloseable> closing)
        implements AutoCloseable {
    /** How long closing waits for readers. Memory they still use after that is freed when they end. */
    static final long READERS_MILLIS_MAX = 10_000;

    /** Closes every part, also when one fails. */
    @Override
    public void close() {
        Closing.all(closing);
    }
}
