package io.contextdb.engine.command;

import io.contextdb.api.spi.StageRecord;
import io.contextdb.engine.write.WriteSet;
import java.util.Optional;

/** One entry of the log. What it does when it is applied depends on the state and on its content, on nothing else. */
public sealed interface Command {
    /**
     * A transaction.
     *
     * @param reads what it read, when it must not have changed since; empty for a single call, which read nothing
     * @param set a settled set
     */
    record Write(Optional<ReadSet> reads, WriteSet set) implements Command {
        /** Settles the set. */
        public Write {
            set = set.settled();
        }
    }

    /** The state at this entry becomes a snapshot. */
    record Checkpoint() implements Command {}

    /**
     * The state at this entry becomes a snapshot without dead rows; the indexes of spaces that had some are built anew.
     */
    record Compact() implements Command {}

    /**
     * The rows of a sealed bulk load become part of the database.
     *
     * @param compactIndex the last command that gave nodes the ordinals by which the load names them; 0 for none
     */
    record Import(long compactIndex, StageRecord stage) implements Command {}

    /**
     * Snapshots go. Which ones depends on those that entries before this one asked for, and on the time of this entry.
     */
    sealed interface Deletion extends Command {}

    /**
     * All but the newest {@code keep} snapshots go, or of those the ones that are older than {@code ageMillisMax}; 0
     * for any age.
     */
    record Cleanup(int keep, long ageMillisMax) implements Deletion {}

    /** A snapshot goes. */
    record Delete(long snapshotId) implements Deletion {}
}
