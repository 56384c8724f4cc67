package io.contextdb.engine.open;

import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.engine.replica.EpochOpener;
import io.contextdb.engine.version.Versions;
import java.util.List;

/**
 * The parts of a snapshot that is open for reading only.
 *
 * @param snapshot the one that is open
 * @param closing what is to be closed, the first to close first
 */
public record ReadOnlyParts(
        DatabaseOptions options,
        Storage storage,
        SnapshotRecord snapshot,
        EpochOpener epochs,
        Versions versions,
        RecoveryReport recovery,
        List<AutoCloseable> closing)
        implements AutoCloseable {
    @Override
    public void close() {
        Closing.all(closing);
    }
}
