package io.contextdb.server.routes;

import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Method;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.RequestBody;
import io.contextdb.server.http.Route;
import io.contextdb.server.http.Words;
import io.contextdb.server.security.Access;
import io.contextdb.transfer.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a database holds, and the indexes of its vector spaces. */
final class SchemaRoutes {
    private static final Parameter<String> NAME = Parameter.name("name", "The vector space");

    private SchemaRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.ofDatabase(Method.GET, "/schema", Access.READ)
                        .answering(200, "Counts by label, type and vector space", Schemas.CONTENT)
                        .by("getSchema", "What the database holds", SchemaRoutes::schema),
                Route.ofDatabase(Method.POST, "/indexes", Access.WRITE)
                        .taking(
                                Schemas.NEW_INDEX,
                                "{\"name\": \"embedding\", \"type\": \"hnsw\", \"dimension\": 3, \"metric\": \"cosine\"}")
                        .answering(201, "The index is there", Schemas.INDEX_NAME)
                        .by("createIndex", "Declare a vector space and its index", SchemaRoutes::create),
                Route.ofDatabase(Method.DELETE, "/indexes/{name}", Access.WRITE)
                        .with(NAME)
                        .answering(204, "The vector space is gone")
                        .by("deleteIndex", "Delete a vector space with all its vectors", SchemaRoutes::drop));
    }

    private static void schema(Exchange exchange) {
        DatabaseStatistics statistics = exchange.database().statistics();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("nodes", statistics.nodes());
        object.put("edges", statistics.edges());
        object.put("vectors", statistics.vectors());
        object.put("labels", statistics.labels());
        object.put("edgeTypes", statistics.edgeTypes());
        object.put(
                "vectorSpaces",
                statistics.vectorSpaces().stream().map(SchemaRoutes::object).toList());
        exchange.json(200, out -> JsonText.write(object, out));
    }

    private static Map<String, Object> object(VectorSpaceStatistics space) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", space.name());
        object.put("type", space.options().type());
        object.put("dimension", space.options().dimension());
        object.put("metric", Words.of(space.options().metric()));
        object.put("parameters", space.options().parameters());
        object.put("vectors", space.vectors());
        object.put("rows", space.rows());
        object.put("indexed", space.indexed());
        return object;
    }

    private static void create(Exchange exchange) {
        RequestBody body = exchange.body();
        VectorIndexOptions options = new VectorIndexOptions(
                body.text("type", "hnsw"),
                body.whole("dimension", 0),
                Metric.valueOf(body.text("metric", "cosine").toUpperCase(Locale.ROOT)),
                new TreeMap<>(body.wholes("parameters")));
        String name = body.text("name");
        exchange.write(writer -> {
            writer.createVectorIndex(name, options);
            return name;
        });
        exchange.json(201, out -> JsonText.write(Map.of("name", name), out));
    }

    private static void drop(Exchange exchange) {
        exchange.run(writer -> writer.dropVectorIndex(exchange.get(NAME)));
    }
}
