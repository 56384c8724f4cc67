package io.contextdb.api.spi;

import java.nio.file.Path;

/**
 * What a storage is opened with.
 *
 * @param directory the database's directory, existing and locked
 * @param files how files are reached
 */
public record StorageContext(Path directory, FileSystem files) {}
