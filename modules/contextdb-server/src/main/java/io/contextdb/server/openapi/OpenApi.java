package io.contextdb.server.openapi;

import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.Route;
import io.contextdb.server.http.Route.Answer;
import io.contextdb.server.http.Route.Body;
import io.contextdb.server.http.Router;
import io.contextdb.server.http.Schema;
import io.contextdb.server.http.Schema.Elements;
import io.contextdb.server.http.Schema.ObjectSchema;
import io.contextdb.server.problem.Problem;
import io.contextdb.transfer.ValueJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The OpenAPI 3.1 document of a table of routes. Routes of databases are listed once, for the default database. */
public final class OpenApi {
    private static final String PROBLEM = "Problem";

    private final SortedMap<String, ObjectSchema> schemas = new TreeMap<>();

    private OpenApi() {}

    /** The document as maps and lists. */
    public static Map<String, Object> document(List<Route> routes) {
        OpenApi api = new OpenApi();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "ContextDB",
                        "version", "v1",
                        "description",
                                "Paths of a database are those of the default one; /api/v1/databases/{database}/ in the"
                                        + " place of /api/v1/ names another."));
        document.put("paths", api.paths(routes));
        document.put("components", Map.of("schemas", api.definitions()));
        return document;
    }

    private Map<String, Object> paths(List<Route> routes) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(Router.paths(route).getFirst(), _ -> new LinkedHashMap<>())
                    .put(route.method().lowerCase(), operation(route));
        }
        return new LinkedHashMap<>(paths);
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", route.name());
        operation.put("summary", route.summary());
        if (!route.parameters().isEmpty()) {
            operation.put(
                    "parameters",
                    route.parameters().stream().map(OpenApi::parameter).toList());
        }
        route.body().ifPresent(body -> operation.put("requestBody", requestBody(body)));
        Map<String, Object> responses = new LinkedHashMap<>();
        route.answers().forEach(answer -> responses.put(Integer.toString(answer.status()), response(answer)));
        responses.put(
                "default",
                Map.of(
                        "description",
                        "What went wrong",
                        "content",
                        Map.of(
                                Problem.MEDIA_TYPE,
                                Map.of("schema", Map.of("$ref", "#/components/schemas/" + PROBLEM)))));
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> parameter(Parameter<?> parameter) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", parameter.name());
        object.put("in", parameter.place().toString().toLowerCase(Locale.ROOT));
        object.put("description", parameter.description());
        object.put("required", parameter.fallback() == null);
        object.put("schema", new TreeMap<>(parameter.schema()));
        return object;
    }

    private Map<String, Object> requestBody(Body body) {
        Map<String, Object> content = new LinkedHashMap<>();
        byte[] example = body.example().getBytes(StandardCharsets.UTF_8);
        for (String type : body.mediaTypes()) {
            Map<String, Object> media = new LinkedHashMap<>();
            media.put("schema", reference(body.schema()));
            media.put("example", ValueJson.parse(example, 0, example.length));
            content.put(type, media);
        }
        return Map.of("content", content, "required", true);
    }

    private Map<String, Object> response(Answer answer) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", answer.description());
        if (!answer.mediaType().isEmpty()) {
            response.put("content", Map.of(answer.mediaType(), Map.of("schema", reference(answer.schema()))));
        }
        return response;
    }

    /** A schema as it is referred to; its definition and those it needs are kept. */
    private Map<String, Object> reference(Schema schema) {
        switch (schema) {
            case ObjectSchema object -> {
                if (schemas.put(object.name(), object) == null) {
                    object.members().values().forEach(this::reference);
                }
            }
            case Elements list -> reference(list.element());
            default -> {}
        }
        return schema.toJson();
    }

    private Map<String, Object> definitions() {
        Map<String, Object> definitions = new TreeMap<>();
        schemas.forEach((name, schema) -> definitions.put(name, schema.definition()));
        definitions.put(PROBLEM, problem());
        return definitions;
    }

    private static Map<String, Object> problem() {
        return Schema.object(PROBLEM)
                .must("type", Schema.text())
                .must("title", Schema.text())
                .must("status", Schema.whole(400, 599))
                .must("detail", Schema.text())
                .must("code", Schema.text())
                .must("requestId", Schema.text())
                .must("retryable", Schema.flag())
                .may("errors", Schema.list(Schema.any()))
                .definition();
    }
}
