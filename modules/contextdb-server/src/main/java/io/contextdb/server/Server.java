package io.contextdb.server;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.server.http.Dispatcher;
import io.contextdb.server.http.Router;
import io.contextdb.server.problem.RequestException;
import io.contextdb.server.routes.Routes;
import io.contextdb.server.security.ApiKeys;
import io.contextdb.server.security.Authenticator;
import io.contextdb.server.security.KeyFile;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A database served over HTTP. Closing it lets requests come to their end; the database stays open. */
public final class Server implements AutoCloseable {
    /** The name of the database that paths without one mean. */
    public static final String DEFAULT_DATABASE = "default";

    private final WebServer web;

    private Server(WebServer web) {
        this.web = web;
    }

    /**
     * Starts to serve.
     *
     * @throws ContextDbException {@link ErrorCode#INVALID_CONFIGURATION} when the address is reachable from other
     *     machines, {@link ErrorCode#IO_FAILURE} when it cannot be bound
     */
    public static Server start(Database database, ServerOptions options) {
        InetAddress address = address(options.host());
        Dispatcher dispatcher = new Dispatcher(
                new Router(Routes.all()),
                options.keys()
                        .map(KeyFile::new)
                        .map(ApiKeys::new)
                        .map(Authenticator::of)
                        .orElseGet(Authenticator::none),
                DEFAULT_DATABASE,
                name -> find(database, name),
                options.bodyBytesMax());
        WebServer web = WebServer.builder()
                .address(address)
                .port(options.port())
                .maxPayloadSize(-1)
                .shutdownHook(false)
                .shutdownGracePeriod(options.drain())
                .routing(HttpRouting.builder().any(dispatcher))
                .build();
        try {
            return new Server(web.start());
        } catch (RuntimeException e) {
            throw new ContextDbException(
                    ErrorCode.IO_FAILURE, "cannot listen at " + options.host() + ":" + options.port(), e);
        }
    }

    private static InetAddress address(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                throw new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "the address " + host + " is reachable from other machines; without TLS and authentication only"
                                + " loopback addresses such as 127.0.0.1 are served");
            }
            return address;
        } catch (UnknownHostException e) {
            throw new ContextDbException(ErrorCode.INVALID_CONFIGURATION, "no address is called '" + host + "'", e);
        }
    }

    private static Database find(Database database, String name) {
        if (!name.equals(DEFAULT_DATABASE)) {
            throw new RequestException(ErrorCode.NOT_A_DATABASE, "no database is called '" + name + "'");
        }
        return database;
    }

    /** The port it listens at. */
    public int port() {
        return web.port();
    }

    @Override
    public void close() {
        web.stop();
    }
}
