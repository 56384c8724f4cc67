/**
 * Who may do what: an {@link io.contextdb.server.security.Authenticator} finds out who makes a request before anything
 * of it is parsed, and a {@link io.contextdb.server.security.Principal} has a role for each database, which a route's
 * access is held against.
 */
package io.contextdb.server.security;
