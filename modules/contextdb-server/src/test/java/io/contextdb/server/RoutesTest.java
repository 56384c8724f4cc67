package io.contextdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.Parameter.Place;
import io.contextdb.server.http.Route;
import io.contextdb.server.http.Route.Answer;
import io.contextdb.server.http.Route.Body;
import io.contextdb.server.http.Router;
import io.contextdb.server.problem.FieldError;
import io.contextdb.server.routes.Routes;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every route there is, and so for every one that will be added. */
class RoutesTest {
    private static final String JSON = "application/json";
    private static final int BODY_BYTES_MAX = 1 << 20;

    @TempDir
    private Path directory;

    static Stream<Route> routes() {
        return Routes.all().stream();
    }

    static Stream<Route> routesWithBodies() {
        return routes().filter(route -> route.body().isPresent());
    }

    private TestServer server() {
        ServerOptions defaults = ServerOptions.defaults();
        TestServer server = new TestServer(
                directory,
                new ServerOptions(defaults.host(), defaults.port(), BODY_BYTES_MAX, defaults.drain(), defaults.keys()));
        Database database = server.database();
        database.insertNode(2, List.of("User"), Map.of("name", "Grace"));
        // The first edge has the id 1, and so has the first snapshot; the newest two cannot be deleted.
        for (long id = 3; id < 6; id++) {
            database.insertNode(id, List.of(), Map.of());
            database.insertEdge(3, id, "KNOWS");
            database.createSnapshot();
        }
        database.insertVector(2, new float[] {1, 2, 3});
        return server;
    }

    /** A path that finds something: nodes 2, edges 1, snapshots 1. */
    private static String path(Route route) {
        String id = route.path().startsWith("/edges") || route.path().startsWith("/snapshots") ? "1" : "2";
        String path = Router.paths(route).getFirst().replace("{id}", id).replace("{name}", "embedding");
        List<String> needed = new ArrayList<>();
        for (Parameter<?> parameter : route.parameters()) {
            if (parameter.place() == Place.QUERY && parameter.fallback() == null) {
                needed.add(parameter.name() + "=2");
            }
        }
        return needed.isEmpty() ? path : path + "?" + String.join("&", needed);
    }

    private static String example(Route route) {
        return route.body().map(Body::example).orElse("");
    }

    @Test
    void eachHasANameOfItsOwnAndTheParametersOfItsPath() {
        Set<String> names = new HashSet<>();
        for (Route route : Routes.all()) {
            assertTrue(names.add(route.name()), route.name());
            for (Parameter<?> parameter : route.parameters()) {
                assertEquals(
                        parameter.place() == Place.PATH,
                        route.path().contains("{" + parameter.name() + "}"),
                        route.name() + " " + parameter.name());
            }
        }
    }

    @Test
    void theDocumentListsThemAllAndNoOthers() {
        try (TestServer server = server()) {
            Map<?, ?> paths = (Map<?, ?>) TestServer.member(
                    TestServer.parse(server.send("GET", "/openapi.json", "").body()), "paths");
            Set<String> documented = new HashSet<>();
            paths.forEach((path, operations) ->
                    ((Map<?, ?>) operations).keySet().forEach(method -> documented.add(method + " " + path)));
            Set<String> served = new HashSet<>();
            routes().forEach(route -> served.add(
                    route.method().lowerCase() + " " + Router.paths(route).getFirst()));
            assertEquals(served, documented);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void itsExampleIsAnsweredAsDocumented(Route route) {
        try (TestServer server = server()) {
            Answer expected = route.answers().getFirst();
            HttpResponse<String> response = server.send(route.method().name(), path(route), example(route));
            assertEquals(expected.status(), response.statusCode(), response.body());
            assertEquals(
                    expected.mediaType(),
                    response.headers().firstValue("Content-Type").orElse(""));
            if (expected.mediaType().equals(JSON)) {
                List<FieldError> errors = new ArrayList<>();
                expected.schema().check(TestServer.parse(response.body()), "", errors::add);
                assertEquals(List.of(), errors, response.body());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isFoundBelowDatabasesAsWell(Route route) {
        if (route.scope() == Route.Scope.DATABASE) {
            try (TestServer server = server()) {
                String path = path(route).replace("/api/v1/", "/api/v1/databases/default/");
                int status =
                        server.send(route.method().name(), path, example(route)).statusCode();
                assertEquals(route.answers().getFirst().status(), status);
                String other = path.replace("/default/", "/other/");
                assertEquals(
                        404,
                        server.send(route.method().name(), other, example(route))
                                .statusCode());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesParametersThatMeanNothing(Route route) {
        try (TestServer server = server()) {
            String path = path(route);
            String more = path + (path.contains("?") ? "&" : "?") + "nonsense=1";
            refused(server, 422, ErrorCode.INVALID_ARGUMENT, route, more, example(route), JSON);
            if (path.contains("/2")) {
                for (String id : List.of("-1", "x", "18446744073709551616", "%00", "2%2F", "%F0%9F", "1e3")) {
                    refused(
                            server,
                            422,
                            ErrorCode.INVALID_ARGUMENT,
                            route,
                            path.replace("/2", "/" + id),
                            example(route),
                            JSON);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithBodies")
    void refusesBodiesThatAreNone(Route route) {
        try (TestServer server = server()) {
            String path = path(route);
            String good = example(route);
            for (String bad : List.of(
                    "",
                    "{",
                    "null",
                    "[]",
                    "\"x\"",
                    good + good,
                    "{\"a\": 1, \"a\": 2}",
                    "{\"a\": NaN}",
                    "{\"a\": \u0000}",
                    "{\"a\": ".repeat(2000),
                    "[".repeat(100_000))) {
                refused(server, 400, ErrorCode.MALFORMED_INPUT, route, path, bad, JSON);
            }
            refused(server, 422, ErrorCode.INVALID_ARGUMENT, route, path, "{\"nonsense\": 1}", JSON);
            for (String type : List.of("text/xml", "text/plain", "application/x-www-form-urlencoded", "json", "")) {
                refused(server, 415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, route, path, good, type);
            }
            refused(server, 413, ErrorCode.REQUEST_TOO_LARGE, route, path, " ".repeat(BODY_BYTES_MAX) + good, JSON);
        }
    }

    /** Sends something bad, and sees that it is refused, changes nothing and leaves the server as it was. */
    private static void refused(
            TestServer server, int status, ErrorCode code, Route route, String path, String body, String type) {
        String before = server.database().contentDigest(Progress.none());
        HttpResponse<String> response = server.send(server.request(path)
                .header("Content-Type", type)
                .method(route.method().name(), BodyPublishers.ofString(body)));
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        assertEquals(code.code(), TestServer.parse(response.body()).get("code"));
        assertEquals(before, server.database().contentDigest(Progress.none()));
        assertEquals(200, server.send("GET", "/health", "").statusCode());
    }
}
