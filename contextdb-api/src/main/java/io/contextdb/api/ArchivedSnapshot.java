package io.contextdb.api;

/**
 * A snapshot in an archive.
 *
 * @param snapshot what it is
 * @param database the id of the database it is of, 32 hexadecimal digits
 */
public record ArchivedSnapshot(Snapshot snapshot, String database) {}
