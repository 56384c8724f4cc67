package io.contextdb.server;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.transfer.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A server over a database of its own, and a client of it. */
final class TestServer implements AutoCloseable {
    private final Database database;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Path directory, ServerOptions options) {
        database = ContextDB.open(directory, DatabaseOptions.defaults());
        server = Server.start(database, options.at("127.0.0.1", 0));
    }

    TestServer(Path directory) {
        this(directory, ServerOptions.defaults());
    }

    Database database() {
        return database;
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = request(path);
        return send(
                body.isEmpty()
                        ? request.method(method, BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body)));
    }

    /** The members of a JSON object. */
    static Map<String, Object> parse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return ValueJson.parse(bytes, 0, bytes.length);
    }

    /** A member that must be there. */
    static Object member(Map<String, Object> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        database.close();
    }
}
