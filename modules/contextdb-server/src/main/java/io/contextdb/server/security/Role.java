package io.contextdb.server.security;

/** What somebody may do with a database; each role includes those before it. */
public enum Role {
    READ,
    WRITE,
    ADMIN;

    /** Whether this role is enough for what a route does. */
    boolean allows(Access access) {
        return switch (access) {
            case PUBLIC -> true;
            case READ -> compareTo(READ) >= 0;
            case WRITE -> compareTo(WRITE) >= 0;
            case ADMIN -> this == ADMIN;
        };
    }
}
