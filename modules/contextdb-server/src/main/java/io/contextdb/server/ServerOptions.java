package io.contextdb.server;

import java.time.Duration;

/**
 * How a server listens.
 *
 * @param host the address to bind
 * @param port the port, 0 for any that is free
 * @param bodyBytesMax how many bytes the body of a request may have
 * @param drain how long requests that are being answered may still take when the server ends
 */
public record ServerOptions(String host, int port, int bodyBytesMax, Duration drain) {
    private static final int PORT_DEFAULT = 8080;
    private static final int BODY_BYTES_MAX_DEFAULT = 32 << 20;

    /** On loopback only, port 8080, bodies of 32 MiB, 10 seconds to end. */
    public static ServerOptions defaults() {
        return new ServerOptions("127.0.0.1", PORT_DEFAULT, BODY_BYTES_MAX_DEFAULT, Duration.ofSeconds(10));
    }

    /** The same on another address and port. */
    public ServerOptions at(String newHost, int newPort) {
        return new ServerOptions(newHost, newPort, bodyBytesMax, drain);
    }
}
