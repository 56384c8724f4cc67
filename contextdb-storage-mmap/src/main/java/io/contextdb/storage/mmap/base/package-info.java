/**
 * What the files of a snapshot hold: for each kind of content a writer, whose javadoc is the format, and a reader.
 *
 * <p>{@link io.contextdb.storage.mmap.base.Base} is all readers of one snapshot together. Writers take their rows from
 * the interfaces {@link io.contextdb.storage.mmap.base.NodeRows} and {@link io.contextdb.storage.mmap.base.EdgeRows},
 * behind which there is a view, a view without its dead rows, or a view with a bulk load behind it; the bytes depend on
 * the rows, not on where they came from.
 *
 * <p>Nodes, edges and adjacency lie in a base and up to two patches of the same form, which hold rows in place of those
 * below and rows that are new. {@link io.contextdb.storage.mmap.base.Level} is a file's place among them,
 * {@link io.contextdb.storage.mmap.base.Redirects} says which rows a patch holds. A reader of the newest file reads all
 * of them: what it is asked for is in exactly one.
 *
 * <p>Columns of nodes and edges that are not of fixed width are cut into blocks of 65,536 rows.
 */
package io.contextdb.storage.mmap.base;
