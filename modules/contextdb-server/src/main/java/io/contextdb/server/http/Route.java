package io.contextdb.server.http;

import io.contextdb.server.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing the server does for one method and path. The table of all routes is the only place that says what the
 * server offers: routing, authorization, the OpenAPI document, the reference and the tests of abuse are made from it.
 *
 * @param path below {@code /api/v1} and below each database for {@link Scope#DATABASE}, else from the root; segments in
 *     braces are parameters
 * @param name its operation in the OpenAPI document, unique
 * @param summary one sentence without a full stop
 * @param answers what it answers when all is well, the usual one first
 */
public record Route(
        Method method,
        String path,
        String name,
        String summary,
        Scope scope,
        Access access,
        List<Parameter<?>> parameters,
        Optional<Body> body,
        List<Answer> answers,
        Handler handler) {
    /** What a route belongs to. */
    public enum Scope {
        /** A database, the default one or one that is named in the path. */
        DATABASE,
        /** The server. */
        SERVER
    }

    /** Does what a route is for. Called by many threads at the same time. */
    @FunctionalInterface
    public interface Handler {
        /** Answers a request whose parameters and body fit the route. */
        void handle(Exchange exchange);
    }

    /**
     * A JSON body.
     *
     * @param schema what it must look like
     * @param mediaTypes the types it may come as, the usual one first
     * @param example one that the tests send
     */
    public record Body(Schema schema, List<String> mediaTypes, String example) {}

    /**
     * An answer.
     *
     * @param status the status code
     * @param mediaType of its body; empty when it has none
     * @param schema of its body
     */
    public record Answer(int status, String description, String mediaType, Schema schema) {}

    /** Copies the lists. */
    public Route {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
    }

    /** Begins a route of a database. */
    public static Builder ofDatabase(Method method, String path, Access access) {
        return new Builder(method, path, access, Scope.DATABASE);
    }

    /** Begins a route of the server. */
    public static Builder ofServer(Method method, String path, Access access) {
        return new Builder(method, path, access, Scope.SERVER);
    }

    /** Puts a route together. */
    public static final class Builder {
        private static final String JSON = "application/json";

        private final Method method;
        private final String path;
        private final Access access;
        private final Scope scope;
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private Optional<Body> body = Optional.empty();

        private Builder(Method method, String path, Access access, Scope scope) {
            this.method = method;
            this.path = path;
            this.access = access;
            this.scope = scope;
        }

        /** Adds parameters. */
        public Builder with(Parameter<?>... more) {
            parameters.addAll(List.of(more));
            return this;
        }

        /** Takes a JSON body. */
        public Builder taking(Schema schema, String example) {
            return taking(schema, List.of(JSON), example);
        }

        /** Takes a body of one of some types. */
        public Builder taking(Schema schema, List<String> mediaTypes, String example) {
            body = Optional.of(new Body(schema, mediaTypes, example));
            return this;
        }

        /** Answers JSON. */
        public Builder answering(int status, String description, Schema schema) {
            answers.add(new Answer(status, description, JSON, schema));
            return this;
        }

        /** Answers something else. */
        public Builder answering(int status, String description, String mediaType) {
            answers.add(new Answer(status, description, mediaType, Schema.any()));
            return this;
        }

        /** Answers nothing but a status. */
        public Builder answering(int status, String description) {
            return answering(status, description, "");
        }

        /** Completes the route. */
        public Route by(String name, String summary, Handler handler) {
            return new Route(method, path, name, summary, scope, access, parameters, body, answers, handler);
        }
    }
}
