/**
 * Snapshots in an object store. {@link io.contextdb.archive.Archive} is the way in: it pushes, lists, fetches, verifies
 * and cleans up.
 *
 * <p>Objects have the relative paths of the files as their keys: {@code nodes/node-000017.cdb},
 * {@code metadata/snapshot-000042.json}. A file that was packed on the way ({@link io.contextdb.archive.PackedLayout})
 * has {@code .packed} behind its path. Whichever it is, the sizes and digests that a document names are those of the
 * file itself.
 *
 * <p>A push puts the files first and then the document, on the condition that there is none of that number: that is the
 * commit, and of two writers one wins. Files that an older snapshot in the store names with the same digest are not put
 * again; nor are files that an interrupted push left there whole. Afterwards the store is listed once more, and what a
 * cleanup took away or another writer replaced meanwhile is put again. A snapshot that is pushed again has each of its
 * files looked at, whatever other documents say of them.
 *
 * <p>A fetch reads the files in ranges, several at a time, into files with the ending {@code .fetching}, compares
 * digests, syncs and renames them, and writes the document last. Whoever fetches makes the directory a database after
 * that.
 *
 * <p>A cleanup deletes documents first. Files that no document names go when they have been without a name for as long
 * as a grace period, which {@link io.contextdb.archive.Unnamed} keeps in the store: a push under way has files there
 * whose document is yet to come.
 */
package io.contextdb.archive;
