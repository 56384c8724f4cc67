/**
 * What happens to every request. A {@link io.contextdb.server.http.Route} describes one thing the server does; a
 * {@link io.contextdb.server.http.Router} finds it; the {@link io.contextdb.server.http.Dispatcher} reads parameters
 * and body as the route has them, so that its handler gets an {@link io.contextdb.server.http.Exchange} with nothing
 * wrong in it; and every failure becomes a {@link io.contextdb.server.problem.Problem}. Only this package knows the
 * HTTP library.
 */
package io.contextdb.server.http;
