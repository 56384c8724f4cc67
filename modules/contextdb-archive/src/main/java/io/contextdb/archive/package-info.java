/**
 * Snapshots in an object store. {@link io.contextdb.archive.Archive} is the way in: it pushes, lists, fetches, verifies
 * and cleans up.
 *
 * <p>The key of a data file has a piece of its SHA-256 in it ({@link io.contextdb.archive.ObjectKeys}): the file
 * {@code nodes/node-000017.cdb} is {@code data/nodes/node-000017.<32 digits>.cdb}. So an object that is there under its
 * key is the file, no put replaces another content, and writers that know nothing of each other cannot harm each other.
 * A file that was packed on the way ({@link io.contextdb.archive.PackedLayout}) has {@code .packed} behind its key.
 * Whichever it is, the sizes and digests that a document names are those of the file itself. Documents have the paths
 * they have in a database's directory as their keys: {@code metadata/snapshot-000042.json}.
 *
 * <p>A push looks first whose archive this is ({@link io.contextdb.archive.Owner}), which the first push says for good.
 * Then it puts the files that are not there, and last the document, on the condition that there is none of that number:
 * that is the commit. Two copies of a database may have different snapshots of one number; both put their files, one
 * its document, and the files of the other have no name. Afterwards the store is listed once more, and what a cleanup
 * took away meanwhile is put again.
 *
 * <p>A fetch reads the files in ranges, several at a time, into files with the ending {@code .fetching}, compares
 * digests, syncs and renames them, and writes the document last. Whoever fetches makes the directory a database after
 * that.
 *
 * <p>A cleanup deletes documents first. Files that no document names go when they have been without a name for as long
 * as a grace period, which {@link io.contextdb.archive.Unnamed} keeps in the store: a push under way has files there
 * whose document is yet to come. Nothing goes whose key is not of a form that pushes give, and nothing at all where no
 * push has been.
 */
package io.contextdb.archive;
