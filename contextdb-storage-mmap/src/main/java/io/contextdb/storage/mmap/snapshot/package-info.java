/**
 * Snapshots as documents: {@link io.contextdb.storage.mmap.snapshot.SnapshotMetadata} is what a snapshot's JSON says,
 * {@link io.contextdb.storage.mmap.snapshot.SnapshotJson} its form, and
 * {@link io.contextdb.storage.mmap.snapshot.SnapshotDirectory} finds, commits and deletes them. A snapshot's JSON is
 * the only thing that makes files part of the database.
 */
package io.contextdb.storage.mmap.snapshot;
