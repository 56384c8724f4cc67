/** What the server does: one class for each kind of resource, and {@link io.contextdb.server.routes.Routes} for all. */
package io.contextdb.server.routes;
