package io.contextdb.server.routes;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Method;
import io.contextdb.server.http.Parameter;
import io.contextdb.server.http.RequestBody;
import io.contextdb.server.http.Route;
import io.contextdb.server.security.Access;
import io.contextdb.transfer.ValueJson;
import java.util.List;
import java.util.Optional;

/** Vectors of nodes, and what is similar to them. */
final class VectorRoutes {
    private static final String VECTOR = "/vectors/{id}";
    private static final Parameter<Long> ID = Parameter.id("id", "The node that has the vector");
    private static final Parameter<Optional<String>> NAME =
            Parameter.text("name", "The vector space; " + SimilarityQuery.DEFAULT_NAME + " without it");

    /** How many hits there are when a request does not say. */
    private static final int K_DEFAULT = 10;

    private VectorRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.ofDatabase(Method.PUT, VECTOR, Access.WRITE)
                        .with(ID)
                        .taking(Schemas.NEW_VECTOR, "{\"values\": [0.1, 0.2, 0.3], \"name\": \"embedding\"}")
                        .answering(204, "The vector is there")
                        .by("putVector", "Set or replace a vector of a node", VectorRoutes::put),
                Route.ofDatabase(Method.GET, VECTOR, Access.READ)
                        .with(ID, NAME)
                        .answering(200, "The vector", Schemas.VECTOR)
                        .by("getVector", "Read a vector of a node", VectorRoutes::read),
                Route.ofDatabase(Method.DELETE, VECTOR, Access.WRITE)
                        .with(ID, NAME)
                        .answering(204, "The vector is gone")
                        .by("deleteVector", "Delete a vector of a node", VectorRoutes::delete),
                Route.ofDatabase(Method.POST, VECTOR + "/similar", Access.READ)
                        .with(ID)
                        .taking(Schemas.SIMILAR_QUERY, "{\"k\": 10}")
                        .answering(200, "The nodes, most similar first", Schemas.HITS)
                        .by(
                                "findSimilar",
                                "Find the nodes whose vectors are most similar to a node's",
                                VectorRoutes::similar),
                Route.ofDatabase(Method.POST, "/vectors/search", Access.READ)
                        .taking(Schemas.VECTOR_QUERY, "{\"values\": [0.1, 0.2, 0.3], \"k\": 10}")
                        .answering(200, "The nodes, most similar first", Schemas.HITS)
                        .by(
                                "searchVectors",
                                "Find the nodes whose vectors are most similar to a given one",
                                VectorRoutes::search));
    }

    private static void put(Exchange exchange) {
        RequestBody body = exchange.body();
        exchange.database()
                .insertVector(exchange.get(ID), body.text("name", SimilarityQuery.DEFAULT_NAME), body.vector("values"));
        exchange.empty(204);
    }

    private static void read(Exchange exchange) {
        long id = exchange.get(ID);
        String name = name(exchange);
        float[] vector = exchange.database().findVector(id, name).orElseThrow(() -> missing(exchange, id, name));
        exchange.json(200, out -> {
            out.writeStartObject();
            GraphJson.id("id", id, out);
            out.writeStringProperty("name", name);
            out.writeName("values");
            ValueJson.writeVector(vector, out);
            out.writeEndObject();
        });
    }

    private static ContextDbException missing(Exchange exchange, long id, String name) {
        return exchange.database().nodeExists(id)
                ? new ContextDbException(
                        ErrorCode.VECTOR_NOT_FOUND,
                        "the node " + Long.toUnsignedString(id) + " has no vector '" + name + "'")
                : NodeRoutes.missing(id);
    }

    private static void delete(Exchange exchange) {
        exchange.run(writer -> writer.deleteVector(exchange.get(ID), name(exchange)));
    }

    private static String name(Exchange exchange) {
        return exchange.get(NAME).orElse(SimilarityQuery.DEFAULT_NAME);
    }

    private static void similar(Exchange exchange) {
        SearchHits hits = new SearchHits();
        exchange.database().querySimilar(exchange.get(ID), query(exchange.body()), hits);
        answer(exchange, hits);
    }

    private static void search(Exchange exchange) {
        SearchHits hits = new SearchHits();
        RequestBody body = exchange.body();
        exchange.database().querySimilar(body.vector("values"), query(body), hits);
        answer(exchange, hits);
    }

    private static void answer(Exchange exchange, SearchHits hits) {
        exchange.json(200, out -> {
            out.writeStartObject();
            GraphJson.hits(hits, out);
            out.writeEndObject();
        });
    }

    /** The search that a body asks for. */
    static SimilarityQuery query(RequestBody body) {
        return new SimilarityQuery(
                body.text("name", SimilarityQuery.DEFAULT_NAME),
                body.whole("k", K_DEFAULT),
                body.whole("ef", 0),
                body.number("threshold", Double.NEGATIVE_INFINITY),
                body.flag("exact"));
    }
}
