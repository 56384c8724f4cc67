package io.contextdb.server.security;

/** What a route does to a database, which is what a principal must be allowed. */
public enum Access {
    /** Anybody may: it says nothing of any database. */
    PUBLIC,
    /** Reads. */
    READ,
    /** Reads and writes. */
    WRITE,
    /** Governs databases, keys or the server itself. */
    ADMIN
}
