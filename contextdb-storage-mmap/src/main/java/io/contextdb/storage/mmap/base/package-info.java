/**
 * What the files of a snapshot hold: for each kind of content a writer, whose javadoc is the format, and a reader.
 *
 * <p>{@link io.contextdb.storage.mmap.base.Base} is all readers of one snapshot together. Writers take their rows from the interfaces {@link
 * io.contextdb.storage.mmap.base.NodeRows} and {@link io.contextdb.storage.mmap.base.EdgeRows}, behind which there is a view, a view
 * without its dead rows, or a view with a bulk load behind it; the bytes depend on the rows, not on where they came from.
 *
 * <p>Columns of nodes and edges that are not of fixed width are cut into blocks of 65,536 rows.
 */
package io.contextdb.storage.mmap.base;
