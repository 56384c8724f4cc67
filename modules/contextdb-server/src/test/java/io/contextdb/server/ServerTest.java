package io.contextdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.ValueJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Database database;
    private Server server;

    @BeforeEach
    void start() {
        database = ContextDB.open(directory.resolve("db"), DatabaseOptions.defaults());
        server = Server.start(database, ServerOptions.defaults().at("127.0.0.1", 0));
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
        client.close();
    }

    @Test
    void aGraphWithVectorsIsWrittenAndAsked() throws Exception {
        post("/api/v1/nodes", "{\"id\": 1, \"labels\": [\"User\"], \"properties\": {\"name\": \"Ada\"}}", 201);
        post("/api/v1/nodes", "{\"id\": 2, \"properties\": {}}", 201);
        post("/api/v1/nodes", "{\"id\": 3}", 201);
        post("/api/v1/edges", "{\"from\": 1, \"to\": 2, \"type\": \"KNOWS\"}", 201);
        post("/api/v1/edges", "{\"from\": 2, \"to\": 3, \"type\": \"KNOWS\"}", 201);
        for (int id = 1; id <= 3; id++) {
            send("PUT", "/api/v1/vectors/" + id, "{\"values\": [" + id + ", 1]}", 204);
        }
        assertEquals(
                "{\"id\":1,\"labels\":[\"User\"],\"properties\":{\"name\":\"Ada\"},\"vectors\":[\"embedding\"]}",
                get("/api/v1/nodes/1", 200));
        assertEquals(
                "{\"id\":1,\"depth\":2,\"nodes\":[{\"id\":2,\"depth\":1},{\"id\":3,\"depth\":2}]}",
                get("/api/v1/nodes/1/related?depth=2&direction=both", 200));
        assertTrue(post("/api/v1/vectors/1/similar", "{\"k\": 1}", 200).startsWith("{\"results\":[{\"id\":2,"));
        assertTrue(post("/api/v1/hybrid", "{\"start\": 1, \"depth\": 1, \"k\": 5}", 200).endsWith("\"related\":1}"));
        assertEquals(
                "{\"exists\":true,\"length\":2,\"nodes\":[1,2,3],\"edges\":[1,2]}",
                get("/api/v1/databases/default/paths?from=1&to=3", 200));
    }

    @Test
    void everyTypeOfValueComesBackAsItWent() throws Exception {
        String values = "{\"date\":{\"$type\":\"Date\",\"_value\":\"2024-02-29\"},\"flag\":true,"
                + "\"list\":[1,2.5,\"x\"],\"whole\":1,\"float\":1.0}";
        post("/api/v1/nodes", "{\"id\": 7, \"properties\": " + values + "}", 201);
        Map<String, Object> natural = parse(get("/api/v1/nodes/7", 200));
        assertEquals(parse(values), natural.get("properties"));

        HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/nodes/7"))
                .header("Accept", "application/vnd.neo4j.query")
                .build();
        HttpResponse<String> typed = client.send(request, BodyHandlers.ofString());
        assertEquals("application/vnd.neo4j.query", typed.headers().firstValue("Content-Type").orElse(""));
        Object properties = parse(typed.body()).get("properties");
        assertEquals(
                Map.of("$type", "Integer", "_value", "1"),
                ((Map<?, ?>) properties).get("whole"));
        assertEquals(
                ValueJson.value(natural.get("properties")),
                ValueJson.value(properties));
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        Map<String, Object> problem =
                parse(send("POST", "/api/v1/edges", "{\"from\": -1, \"type\": 5, \"colour\": 1}", 422));
        assertEquals(ErrorCode.INVALID_ARGUMENT.code(), problem.get("code"));
        assertEquals(
                "[{pointer=/to, detail=is missing},"
                        + " {pointer=/from, detail=must be an id: a whole number from 0 to 2^64 - 1},"
                        + " {pointer=/type, detail=must be a string},"
                        + " {pointer=/colour, detail=has no meaning here; known are from, to, type, properties}]",
                String.valueOf(problem.get("errors")));
        assertTrue(get("/api/v1/nodes/9", 404).contains("\"code\":\"CDB-2000\""));
        assertTrue(get("/api/v1/nodes/x", 422).contains("?id"));
        assertTrue(get("/api/v1/nodes/1/related?depht=2", 422).contains("known are [depth, direction, types, limit]"));
        assertTrue(get("/api/v1/nowhere", 404).contains("CDB-8000"));
        assertTrue(send("DELETE", "/health", "", 405).contains("CDB-8001"));
        assertTrue(post("/api/v1/nodes", "{\"id\": ", 400).contains("CDB-1006"));
        assertTrue(get("/api/v1/databases/other/nodes/1", 404).contains("CDB-2006"));
        assertEquals(0, database.statistics().nodes());
    }

    @Test
    void onlyLoopbackIsServedWithoutAuthentication() {
        ContextDbException e = assertThrows(
                ContextDbException.class,
                () -> Server.start(database, ServerOptions.defaults().at("0.0.0.0", 0)));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, e.code());
    }

    private static Map<String, Object> parse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return ValueJson.parse(bytes, 0, bytes.length);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private String get(String path, int status) throws IOException, InterruptedException {
        return send("GET", path, "", status);
    }

    private String post(String path, String body, int status) throws IOException, InterruptedException {
        return send("POST", path, body, status);
    }

    private String send(String method, String path, String body, int status) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertEquals(status, response.statusCode(), response.body());
        return response.body();
    }
}
