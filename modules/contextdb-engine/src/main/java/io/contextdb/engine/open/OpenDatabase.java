package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.Storage;
import io.contextdb.engine.checkpoint.SnapshotStore;
import io.contextdb.engine.checkpoint.Snapshotter;
import io.contextdb.engine.replica.Replica;
import io.contextdb.engine.version.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Versions versions,
        Replica replica,
        SnapshotStore snapshots,
        Snapshotter snapshotter,
        RecoveryReport recovery,
        List<AutoCloseable> closing)
        implements AutoCloseable {
    /** How long closing waits for readers. Memory they still use after that is freed when they end. */
    static final long READERS_MILLIS_MAX = 10_000;

    /** Closes every part, also when one fails. */
    @Override
    public void close() {
        Throwable failure = null;
        for (AutoCloseable part : closing) {
            try {
                part.close();
            } catch (Exception e) {
                failure = join(failure, e);
            }
        }
        if (failure != null) {
            throw failure instanceof ContextDbException ours
                    ? ours
                    : new ContextDbException(ErrorCode.FAILED, "the database could not be closed: " + failure, failure);
        }
    }

    private static Throwable join(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
