package io.contextdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.ValueJson;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir
    private Path directory;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aGraphWithVectorsIsWrittenAndAsked() {
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
        assertTrue(post("/api/v1/hybrid", "{\"start\": 1, \"depth\": 1, \"k\": 5}", 200)
                .endsWith("\"related\":1}"));
        assertEquals(
                "{\"exists\":true,\"length\":2,\"nodes\":[1,2,3],\"edges\":[1,2]}",
                get("/api/v1/databases/default/paths?from=1&to=3", 200));
    }

    @Test
    void everyTypeOfValueComesBackAsItWent() {
        String values = "{\"date\":{\"$type\":\"Date\",\"_value\":\"2024-02-29\"},\"flag\":true,"
                + "\"list\":[1,2.5,\"x\"],\"whole\":1,\"float\":1.0}";
        post("/api/v1/nodes", "{\"id\": 7, \"properties\": " + values + "}", 201);
        Object natural = TestServer.member(TestServer.parse(get("/api/v1/nodes/7", 200)), "properties");
        assertEquals(TestServer.parse(values), natural);

        HttpResponse<String> answer =
                server.send(server.request("/api/v1/nodes/7").header("Accept", "application/vnd.neo4j.query"));
        assertEquals(
                "application/vnd.neo4j.query",
                answer.headers().firstValue("Content-Type").orElse(""));
        Object typed = TestServer.member(TestServer.parse(answer.body()), "properties");
        assertEquals(Map.of("$type", "Integer", "_value", "1"), ((Map<?, ?>) typed).get("whole"));
        assertEquals(ValueJson.value(natural), ValueJson.value(typed));
    }

    @Test
    void whatIsWrongIsNamed() {
        Map<String, Object> problem =
                TestServer.parse(send("POST", "/api/v1/edges", "{\"from\": -1, \"type\": 5, \"colour\": 1}", 422));
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
        assertEquals(0, server.database().statistics().nodes());
    }

    @Test
    void anAnswerTellsTheCommitAndARequestMayWaitForIt() {
        HttpResponse<String> written = server.send("POST", "/api/v1/nodes", "{\"id\": 1}");
        String index = written.headers().firstValue("Contextdb-Commit-Index").orElse("");
        assertEquals(Long.toString(server.database().commitIndex()), index);
        HttpResponse<String> read =
                server.send(server.request("/api/v1/nodes/1").header("Contextdb-Read-After", index));
        assertEquals(200, read.statusCode());
        for (String level : List.of(
                "linearizable", "read-your-writes", "eventual", "bounded;maxStalenessMs=5", "strong", "bounded")) {
            HttpResponse<String> answer =
                    server.send(server.request("/api/v1/nodes/1").header("Contextdb-Consistency", level));
            assertEquals(level.equals("strong") || level.equals("bounded") ? 422 : 200, answer.statusCode(), level);
        }
        HttpResponse<String> nonsense =
                server.send(server.request("/api/v1/nodes/1").header("Contextdb-Read-After", "-1"));
        assertEquals(422, nonsense.statusCode());
    }

    @Test
    void onlyLoopbackIsServedWithoutAuthentication() {
        ContextDbException e = assertThrows(
                ContextDbException.class,
                () -> Server.start(server.database(), ServerOptions.defaults().at("0.0.0.0", 0)));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, e.code());
    }

    private String get(String path, int status) {
        return send("GET", path, "", status);
    }

    private String post(String path, String body, int status) {
        return send("POST", path, body, status);
    }

    private String send(String method, String path, String body, int status) {
        HttpResponse<String> response = server.send(method, path, body);
        assertEquals(status, response.statusCode(), response.body());
        return response.body();
    }
}
