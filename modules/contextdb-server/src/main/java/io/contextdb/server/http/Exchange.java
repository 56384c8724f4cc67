package io.contextdb.server.http;

import io.contextdb.api.Committed;
import io.contextdb.api.Database;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Transaction;
import io.contextdb.transfer.ValueJson;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A request whose path, parameters and body fit its route, and its answer. Handlers see nothing else of HTTP. Used by
 * one thread.
 */
public final class Exchange {
    /** The type that asks for every value with its type. */
    public static final String TYPED_JSON = "application/vnd.neo4j.query";

    private static final HeaderName COMMIT_INDEX = HeaderNames.create("Contextdb-Commit-Index");
    private static final HeaderName APPLIED_INDEX = HeaderNames.create("Contextdb-Applied-Index");
    private static final Header STALENESS = HeaderValues.createCached("Contextdb-Staleness-Ms", 0);
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header TYPED = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, TYPED_JSON);
    private static final int ANSWER_BYTES = 512;

    private final ServerRequest request;
    private final ServerResponse response;
    private final Route route;
    private final @Nullable Object[] values;
    private final @Nullable Database database;
    private final String requestId;
    private final @Nullable RequestBody body;
    /** The commit this request made; 0 when it made none. */
    private long committed;

    Exchange(
            ServerRequest request,
            ServerResponse response,
            Route route,
            @Nullable Object[] values,
            @Nullable Database database,
            String requestId,
            @Nullable RequestBody body) {
        this.request = request;
        this.response = response;
        this.route = route;
        this.values = values;
        this.database = database;
        this.requestId = requestId;
        this.body = body;
    }

    /** The value of a parameter of the route. */
    @SuppressWarnings("unchecked")
    public <T> T get(Parameter<T> parameter) {
        List<Parameter<?>> parameters = route.parameters();
        for (int i = 0; i < values.length; i++) {
            if (parameters.get(i) == parameter && values[i] != null) {
                return (T) values[i];
            }
        }
        throw new AssertionError(route.name() + " has no parameter " + parameter.name());
    }

    /** The database the route belongs to. */
    public Database database() {
        if (database == null) {
            throw new AssertionError(route.name() + " belongs to no database");
        }
        return database;
    }

    /** Makes writes in one commit, which the answer tells. */
    public <T> T write(Function<GraphWriter, T> work) {
        return told(database().write(work));
    }

    /** Makes writes in one commit and answers that all is done, with nothing else to say. */
    public void run(Consumer<GraphWriter> work) {
        write(writer -> {
            work.accept(writer);
            return Boolean.TRUE;
        });
        empty(204);
    }

    /** Makes writes that depend on what is read in one commit, which the answer tells. */
    public <T> T commit(Function<Transaction, T> work) {
        return told(database().commit(work));
    }

    private <T> T told(Committed<T> result) {
        committed = result.commitIndex();
        return result.result();
    }

    /** The body. */
    public RequestBody body() {
        if (body == null) {
            throw new AssertionError(route.name() + " takes no body");
        }
        return body;
    }

    /** The id of the request, which its problems and the log name. */
    public String requestId() {
        return requestId;
    }

    /** A header of the request. */
    public Optional<String> header(HeaderName name) {
        return request.headers().first(name);
    }

    /** How property values are written. */
    public ValueJson.Form valueForm() {
        return header(HeaderNames.ACCEPT)
                        .filter(accepted -> accepted.contains(TYPED_JSON))
                        .isPresent()
                ? ValueJson.Form.TYPED
                : ValueJson.Form.NATURAL;
    }

    /** Adds a header to the answer. */
    public Exchange withHeader(HeaderName name, String value) {
        response.header(HeaderValues.create(name, value));
        return this;
    }

    /** Answers with a JSON body. */
    public void json(int status, Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ANSWER_BYTES);
        try (JsonGenerator out = ValueJson.generator(bytes)) {
            writer.accept(out);
        }
        response.header(valueForm() == ValueJson.Form.TYPED ? TYPED : JSON);
        send(status, bytes.toByteArray());
    }

    /** Answers with bytes of a type. */
    public void send(int status, String mediaType, byte[] bytes) {
        response.header(HeaderNames.CONTENT_TYPE, mediaType);
        send(status, bytes);
    }

    /** Answers with a status alone. */
    public void empty(int status) {
        send(status, new byte[0]);
    }

    private void send(int status, byte[] bytes) {
        if (database != null) {
            long applied = database.commitIndex();
            response.header(HeaderValues.create(COMMIT_INDEX, committed == 0 ? applied : committed));
            response.header(HeaderValues.create(APPLIED_INDEX, applied));
            response.header(STALENESS);
        }
        response.status(Status.create(status));
        if (bytes.length == 0) {
            response.send();
        } else {
            response.send(bytes);
        }
    }
}
