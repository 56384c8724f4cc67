/**
 * Serves databases over HTTP: {@link io.contextdb.server.Server} listens, {@code io.contextdb.server.http} takes each
 * request through the same steps, and {@code io.contextdb.server.routes} is the table of what there is.
 */
package io.contextdb.server;
