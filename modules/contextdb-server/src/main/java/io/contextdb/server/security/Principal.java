package io.contextdb.server.security;

import java.util.Map;

/**
 * Whoever makes a request.
 *
 * @param name what the audit log calls them
 * @param roles what they may do, by database; {@link #ANY_DATABASE} for all that are not named
 */
public record Principal(String name, Map<String, Role> roles) {
    /** Stands for every database, and for the server itself. */
    public static final String ANY_DATABASE = "*";

    /** Whoever reaches a server that asks nobody who they are: it listens on loopback only. */
    public static final Principal LOCAL = new Principal("local", Map.of(ANY_DATABASE, Role.ADMIN));

    /** Copies the roles. */
    public Principal {
        roles = Map.copyOf(roles);
    }

    /** Whether they may do something with a database, or with the server for {@link #ANY_DATABASE}. */
    public boolean may(Access access, String database) {
        Role role = roles.getOrDefault(database, roles.get(ANY_DATABASE));
        return access == Access.PUBLIC || role != null && role.allows(access);
    }
}
