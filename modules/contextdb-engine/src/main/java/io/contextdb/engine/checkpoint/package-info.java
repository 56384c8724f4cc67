/**
 * Snapshots: when they are proposed, how they are written beside readers and writers, and how the database carries on
 * over them.
 *
 * <p>A snapshot is an entry of the log. When it is applied, the state becomes due
 * ({@link io.contextdb.engine.replica.DueSnapshot}), and {@link io.contextdb.engine.checkpoint.Snapshotter} writes it
 * in its own time: wait for the indexes, write the files, commit, open the new generation, apply what was logged since,
 * take over, drop the log that is no longer needed. A crash anywhere leaves the snapshot before and the log, whose
 * replay makes the same snapshot due again. {@link io.contextdb.engine.checkpoint.SnapshotStore} is what there is on
 * disk: it writes each snapshot once, deletes old ones, and lets go of log that is no longer needed.
 * {@link io.contextdb.engine.checkpoint.CheckpointProposals} asks for snapshots when it is time.
 */
package io.contextdb.engine.checkpoint;
