package io.contextdb.engine.replica;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.engine.command.Command;

/** What a {@link Replica} needs others for. Called with its lock held. */
public interface ReplicaListener {
    /**
     * A snapshot is due in the present epoch. Must not wait.
     *
     * @param awaited whether an import waits for it, which goes before all else
     */
    void snapshotDue(boolean awaited);

    /** Snapshots are to go, says the entry at {@code index} of this time. Must not wait. */
    void deletionDue(long index, long timestampMillis, Command.Deletion deletion);

    /**
     * An entry was applied. Must not wait.
     *
     * @param covered whether it is or becomes a snapshot
     * @param deltaBytes the memory of the changes since the last one, 0 while a snapshot is due
     * @param nanos how long it took
     */
    void applied(LogPosition position, boolean covered, long deltaBytes, long nanos);

    /**
     * Makes a snapshot of the present state with the rows of a stage, and returns the epoch that begins with it.
     *
     * @throws ContextDbException {@code TRANSACTION_CONFLICT} when the stage does not fit the state any more
     */
    Epoch importStage(Epoch present, LogPosition position, long timestampMillis, Command.Import load);
}
