/**
 * The object store provider {@code file}: objects are files of one directory.
 */
package io.contextdb.objectstore.file;
