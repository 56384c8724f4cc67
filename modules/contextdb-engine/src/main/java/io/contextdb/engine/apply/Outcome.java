package io.contextdb.engine.apply;

import io.contextdb.api.ContextDbException;

/** What became of a command. A function of the log, like all that applying does. */
public sealed interface Outcome {
    /** The index of the command. */
    long index();

    /** It was applied. */
    record Applied(long index) implements Outcome {}

    /** It was applied, and the state at it becomes the snapshot of this id. */
    record SnapshotDue(long index, long snapshotId) implements Outcome {}

    /** It changed nothing, for this reason. */
    record Refused(long index, ContextDbException reason) implements Outcome {}
}
