package io.contextdb.server.http;

import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.server.http.Router.Match;
import io.contextdb.server.problem.Problem;
import io.contextdb.server.problem.RequestException;
import io.contextdb.server.security.Access;
import io.contextdb.server.security.Authenticator;
import io.contextdb.server.security.Principal;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Function;

/**
 * Takes every request through the same steps: it gets an id, finds its route, is read and checked, is handled, and
 * whatever goes wrong on the way becomes a problem. Thread-safe.
 */
public final class Dispatcher implements Handler {
    private static final Logger LOGGER = System.getLogger(Dispatcher.class.getName());
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

    private final Router router;
    private final RequestReader reader;
    private final Authenticator authenticator;
    private final String defaultDatabase;
    private final Function<String, Database> databases;
    private final RequestId ids = new RequestId();

    /**
     * A dispatcher over routes.
     *
     * @param authenticator finds out who makes a request
     * @param defaultDatabase the name of the database that paths without one mean
     * @param databases finds the database of a name, or throws
     * @param bodyBytesMax how many bytes a body may have
     */
    public Dispatcher(
            Router router,
            Authenticator authenticator,
            String defaultDatabase,
            Function<String, Database> databases,
            int bodyBytesMax) {
        this.router = router;
        this.authenticator = authenticator;
        this.defaultDatabase = defaultDatabase;
        this.databases = databases;
        this.reader = new RequestReader(bodyBytesMax);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String id = ids.of(request.headers().first(REQUEST_ID).orElse(""));
        response.header(HeaderValues.create(REQUEST_ID, id));
        try {
            Match match = router.match(
                    request.prologue().method().text(),
                    request.prologue().uriPath().rawPath());
            Route route = match.route();
            String name = Objects.requireNonNullElse(match.value(Match.DATABASE), defaultDatabase);
            authorize(route, name, request);
            Database database = route.scope() == Route.Scope.DATABASE ? databases.apply(name) : null;
            Exchange exchange = new Exchange(
                    request,
                    response,
                    route,
                    reader.parameters(match, request),
                    database,
                    id,
                    reader.body(route, request));
            if (database != null) {
                Consistency.await(request, database);
            }
            route.handler().handle(exchange);
        } catch (RuntimeException | Error e) {
            answer(Problem.of(e), e, id, response);
        }
    }

    /** Nothing of a request is read but its path and one header before this has succeeded. */
    private void authorize(Route route, String database, ServerRequest request) {
        if (route.access() == Access.PUBLIC) {
            return;
        }
        Principal principal = authenticator.authenticate(
                request.headers().first(HeaderNames.AUTHORIZATION).orElse(""));
        boolean server = route.scope() == Route.Scope.SERVER;
        if (!principal.may(route.access(), server ? Principal.ANY_DATABASE : database)) {
            throw new RequestException(
                    ErrorCode.FORBIDDEN,
                    "'" + principal.name() + "' has no role for " + Words.of(route.access()) + " of "
                            + (server ? "the server" : "the database '" + database + "'"));
        }
    }

    private static void answer(Problem problem, Throwable cause, String id, ServerResponse response) {
        if (problem.status() == Status.INTERNAL_SERVER_ERROR_500_CODE) {
            LOGGER.log(Level.ERROR, () -> "request " + id + " failed", cause);
        }
        if (response.isSent()) {
            return;
        }
        if (problem.code() == ErrorCode.UNAUTHENTICATED) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        response.header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.status(Status.create(problem.status()));
        response.send(problem.body(id));
    }
}
