package io.contextdb.server;

import io.contextdb.server.config.Configuration;
import io.contextdb.server.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a server listens.
 *
 * @param host the address to bind
 * @param port the port, 0 for any that is free
 * @param bodyBytesMax how many bytes the body of a request may have
 * @param drain how long requests that are being answered may still take when the server ends
 * @param keys the file of the keys that requests must have; empty to ask nobody, on loopback only
 */
public record ServerOptions(String host, int port, int bodyBytesMax, Duration drain, Optional<Path> keys) {
    /** On loopback only, port 8080, bodies of 32 MiB, 10 seconds to end. */
    public static ServerOptions defaults() {
        return of(Configuration.of(List.of()));
    }

    /** What a configuration says. */
    public static ServerOptions of(Configuration configuration) {
        return new ServerOptions(
                configuration.get(Settings.HOST),
                configuration.get(Settings.PORT),
                Math.toIntExact(configuration.get(Settings.MAX_BODY)),
                configuration.get(Settings.DRAIN),
                configuration.find(Settings.KEYS));
    }

    /** The same on another address and port. */
    public ServerOptions at(String newHost, int newPort) {
        return new ServerOptions(newHost, newPort, bodyBytesMax, drain, keys);
    }

    /** The same for those who have one of the keys in a file. */
    public ServerOptions keys(Path newKeys) {
        return new ServerOptions(host, port, bodyBytesMax, drain, Optional.of(newKeys));
    }
}
