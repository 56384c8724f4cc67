package io.contextdb.engine.checkpoint;

import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.engine.command.Command;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proposes to delete snapshots that have become too old. The clock of this machine only decides when that is proposed;
 * which snapshots go depends on the time in the log. Thread-safe.
 */
final class Retention {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");

    private final int keptMin;
    private final long ageMillisMax;
    private final Executor threads;
    private volatile @Nullable Consumer<Command> proposer;

    /** Guarded by this: whether a proposal is on its way. */
    private boolean proposing;

    Retention(DatabaseOptions options, Executor threads) {
        this.keptMin = options.snapshotsKeptMin();
        this.ageMillisMax = options.snapshotAgeMax().isPositive()
                ? TimeUnit.MILLISECONDS.convert(options.snapshotAgeMax())
                : Long.MAX_VALUE;
        this.threads = threads;
    }

    /** From now on deletions are proposed. */
    void start(Consumer<Command> newProposer) {
        proposer = newProposer;
    }

    /** Lets it propose nothing more. */
    void close() {
        proposer = null;
    }

    /**
     * Proposes a cleanup on another thread when it would delete something.
     *
     * @param records the snapshots there are, oldest first
     */
    void proposeIfDue(List<SnapshotRecord> records) {
        Consumer<Command> present = proposer;
        if (present == null || ageMillisMax == Long.MAX_VALUE) {
            return;
        }
        Command.Cleanup cleanup = new Command.Cleanup(keptMin, ageMillisMax);
        boolean due =
                !Cleanups.chosen(records, System.currentTimeMillis(), cleanup).isEmpty();
        if (due && begin()) {
            threads.execute(() -> propose(present, cleanup));
        }
    }

    private synchronized boolean begin() {
        boolean begins = !proposing;
        proposing = true;
        return begins;
    }

    private synchronized void end() {
        proposing = false;
    }

    private void propose(Consumer<Command> present, Command.Cleanup cleanup) {
        try {
            present.accept(cleanup);
        } catch (RuntimeException e) {
            if (proposer != null) {
                LOG.log(Level.WARNING, "the deletion of old snapshots could not be proposed", e);
            }
        } finally {
            end();
        }
    }
}
