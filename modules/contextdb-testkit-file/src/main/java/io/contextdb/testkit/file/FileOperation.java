package io.contextdb.testkit.file;

/** The operations of a file system that can be made to fail. */
public enum FileOperation {
    /** {@link io.contextdb.api.spi.FileSystem#create}. */
    CREATE,
    /** {@link io.contextdb.api.spi.FileSystem#open}. */
    OPEN,
    /** {@link io.contextdb.api.spi.FileSystem#read}, {@code readAll} and {@code map}. */
    READ,
    /** {@link io.contextdb.api.spi.WritableFile#write}; half of the bytes arrive. */
    WRITE,
    /** {@link io.contextdb.api.spi.WritableFile#preallocate}; half of the bytes arrive. */
    PREALLOCATE,
    /** {@link io.contextdb.api.spi.WritableFile#truncate}. */
    TRUNCATE,
    /** {@link io.contextdb.api.spi.WritableFile#force}. */
    SYNC,
    /** {@link io.contextdb.api.spi.FileSystem#rename}. */
    RENAME,
    /** {@link io.contextdb.api.spi.FileSystem#link}. */
    LINK,
    /** {@link io.contextdb.api.spi.FileSystem#delete}. */
    DELETE,
    /** {@link io.contextdb.api.spi.FileSystem#syncDirectory}. */
    SYNC_DIRECTORY
}
