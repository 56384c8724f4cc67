/**
 * Writing a snapshot: {@link io.contextdb.storage.mmap.checkpoint.SnapshotWriter} turns a view, or a view and a bulk
 * load, into files, and shares with the parent snapshot the files in which nothing changed. The other types say what
 * goes into the files: {@link io.contextdb.storage.mmap.checkpoint.ViewNodes} and
 * {@link io.contextdb.storage.mmap.checkpoint.ViewEdges} a view as it is,
 * {@link io.contextdb.storage.mmap.checkpoint.Renumbering} what becomes of it when dead rows are left out,
 * {@link io.contextdb.storage.mmap.checkpoint.PatchRows} what of it goes into a patch.
 * {@link io.contextdb.storage.mmap.checkpoint.PatchPolicy} says when there is a patch,
 * {@link io.contextdb.storage.mmap.checkpoint.NodeCheckpoint} and
 * {@link io.contextdb.storage.mmap.checkpoint.EdgeCheckpoint} ask it.
 */
package io.contextdb.storage.mmap.checkpoint;
