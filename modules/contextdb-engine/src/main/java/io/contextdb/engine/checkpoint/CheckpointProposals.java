package io.contextdb.engine.checkpoint;

import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.LogPosition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Proposes checkpoints of the database's own accord, one after another: none while a snapshot is still to be written,
 * for they would queue up in front of compactions and cleanups when writing is slow. Thread-safe.
 */
final class CheckpointProposals {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");

    private final CommitLog log;
    private final CheckpointTrigger trigger;
    private final Executor threads;
    private final BooleanSupplier snapshotDue;
    private volatile @Nullable Runnable propose;

    /** The last entry that is or becomes a snapshot. Used by the thread that applies. */
    private long coveredIndex;

    /** How long it took to apply the entries behind it. Used by the thread that applies. */
    private long replayNanos;

    /** @param snapshotDue whether a snapshot is still to be written */
    CheckpointProposals(CommitLog log, CheckpointTrigger trigger, Executor threads, BooleanSupplier snapshotDue) {
        this.log = log;
        this.trigger = trigger;
        this.threads = threads;
        this.snapshotDue = snapshotDue;
    }

    /** The entries up to {@code index} are in a snapshot. Called before any other is applied. */
    void begin(long index) {
        coveredIndex = index;
    }

    /**
     * From now on checkpoints are proposed.
     *
     * @param checkpoint proposes one; may wait
     */
    void start(Runnable checkpoint) {
        propose = checkpoint;
    }

    /** Whether {@link #start} was called, so that the replay of the log is over. */
    boolean started() {
        return propose != null;
    }

    /** Lets it propose nothing more. */
    void close() {
        propose = null;
    }

    /**
     * An entry was applied.
     *
     * @param covered whether it is or becomes a snapshot
     * @param deltaBytes the memory of the changes since the last one
     * @param nanos how long it took, which is how long it will take a recovery
     */
    void applied(LogPosition position, boolean covered, long deltaBytes, long nanos) {
        if (covered) {
            coveredIndex = position.index();
            replayNanos = 0;
            trigger.covered();
        } else {
            replayNanos += nanos;
            trigger.written(log.bytesSince(coveredIndex), deltaBytes, replayNanos);
        }
        proposeIfDue(false);
    }

    /**
     * Proposes one on another thread, when it is time.
     *
     * @param wanted whether there is another reason for one
     */
    void proposeIfDue(boolean wanted) {
        Runnable present = propose;
        if (present != null && !snapshotDue.getAsBoolean() && trigger.fire(wanted)) {
            threads.execute(() -> {
                try {
                    present.run();
                } catch (RuntimeException e) {
                    trigger.again();
                    if (started()) {
                        LOG.log(Level.WARNING, "a checkpoint could not be proposed", e);
                    }
                }
            });
        }
    }
}
