package io.contextdb.engine.replica;

import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.StorageView;
import io.contextdb.engine.apply.Machine;
import io.contextdb.engine.apply.Outcome;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.Entry;
import io.contextdb.engine.index.Indexes;
import io.contextdb.engine.version.Generation;
import io.contextdb.engine.version.Versions;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A generation in service: the state machine that changes it and the indexes over it. Used by one thread at a time, the
 * one that applies.
 *
 * <p>The first entry that asks for a snapshot makes it due here, with the state and the indexes as of that entry.
 * Further ones are left to the epoch that begins with that snapshot: it applies the same entries, so a snapshot always
 * stands on the one before.
 */
public final class Epoch {
    private final Generation generation;
    private final Machine machine;
    private final Indexes indexes;
    private final long compactIndex;
    private @Nullable DueSnapshot due;

    /**
     * An epoch that takes over the caller's hold on the generation.
     *
     * @param compactIndex the last command up to its snapshot that gave nodes new ordinals; 0 for none
     */
    Epoch(Generation generation, Machine machine, Indexes indexes, long compactIndex) {
        this.generation = generation;
        this.machine = machine;
        this.indexes = indexes;
        this.compactIndex = compactIndex;
    }

    /** The generation, held while the epoch lasts. */
    public Generation generation() {
        return generation;
    }

    /** The indexes over it. */
    public Indexes indexes() {
        return indexes;
    }

    /** The state after the last entry. */
    public StorageView view() {
        return machine.view();
    }

    /**
     * The last command that gave nodes the ordinals they have in this epoch; 0 when they have those they were given
     * first. A compaction asked for since counts from the next epoch on.
     */
    public long compactIndex() {
        return compactIndex;
    }

    /** The id of the last snapshot asked for. */
    public long snapshotId() {
        return machine.snapshotId();
    }

    /** The snapshot that ends this epoch, once it is known; null before. */
    @Nullable
    DueSnapshot due() {
        return due;
    }

    /** Applies any entry but an import. */
    Outcome apply(LogPosition position, Entry entry) {
        return switch (entry.command()) {
            case Command.Write write -> machine.write(position, write);
            case Command.Checkpoint checkpoint -> snapshot(position, entry, Operation.CHECKPOINT);
            case Command.Compact compact -> snapshot(position, entry, Operation.COMPACT);
            case Command.Deletion deletion -> machine.pass(position);
            case Command.Import load -> throw new AssertionError("an import ends the epoch");
        };
    }

    /** Makes the present state the one that {@code versions} show. */
    public void publish(Versions versions) {
        versions.publish(generation, view(), indexes.readers());
    }

    /** Gives the generation back when the epoch is over. Readers may go on for a while. */
    public void end() {
        if (due != null) {
            due.release();
        }
        indexes.stop();
        generation.release();
    }

    private Outcome snapshot(LogPosition position, Entry entry, Operation operation) {
        Outcome outcome = machine.snapshot(position);
        if (due == null) {
            SnapshotRequest request = new SnapshotRequest(
                    machine.snapshotId(),
                    operation,
                    position,
                    entry.timestampMillis(),
                    operation == Operation.COMPACT ? position.index() : compactIndex);
            due = new DueSnapshot(
                    request,
                    machine.view(),
                    operation == Operation.COMPACT ? Collections.emptySortedMap() : indexes.capture(machine.view()));
        }
        return outcome;
    }
}
