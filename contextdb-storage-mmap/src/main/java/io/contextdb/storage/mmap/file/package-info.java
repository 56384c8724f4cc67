/**
 * Data files as such: what all of them have in common, whatever they hold.
 *
 * <p>A {@link io.contextdb.storage.mmap.file.DataFileWriter} writes a file once, from front to back, under a temporary
 * name; its javadoc is the format. A {@link io.contextdb.storage.mmap.file.DataFile} is such a file mapped read-only,
 * whose blocks are verified against their checksums the first time they are touched.
 * {@link io.contextdb.storage.mmap.file.FileKind} says which kinds there are and where they lie.
 */
package io.contextdb.storage.mmap.file;
