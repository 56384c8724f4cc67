package io.contextdb.api.spi;

import java.nio.file.Path;

/**
 * What a storage is opened with.
 *
 * @param directory the database's directory, existing and locked
 * @param files how files are reached
 * @param database which database it is; every snapshot says so, and one of another is refused with {@code FOREIGN_FILE}
 */
public record StorageContext(Path directory, FileSystem files, DatabaseId database) {
    /** For looking at the files of whichever database they belong to. */
    public StorageContext(Path directory, FileSystem files) {
        this(directory, files, DatabaseId.NONE);
    }
}
