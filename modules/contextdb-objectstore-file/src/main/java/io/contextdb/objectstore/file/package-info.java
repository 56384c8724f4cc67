/**
 * The object store provider {@code file}: objects are files below one directory, on a local disk or on one that several
 * machines mount. {@link io.contextdb.objectstore.file.FileObjectStoreProvider} is the way in.
 *
 * <p>The key is the path. An object is written under another name in {@code .uploads}, synced, and then given its key
 * by a rename, or by a hard link when it must not replace another, and the directory is synced. So an object is there
 * whole or not at all, also after a crash. What a crash leaves in {@code .uploads} goes away a day later, when a store
 * is opened.
 */
package io.contextdb.objectstore.file;
