package io.contextdb.server.http;

import io.contextdb.api.Database;
import io.contextdb.server.http.Router.Match;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes every request through the same steps: it gets an id, finds its route, is read and checked, is handled, and
 * whatever goes wrong on the way becomes a problem. Thread-safe.
 */
public final class Dispatcher implements Handler {
    private static final Logger LOGGER = System.getLogger(Dispatcher.class.getName());
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

    private final Router router;
    private final RequestReader reader;
    private final Function<@Nullable String, Database> databases;
    private final RequestId ids = new RequestId();

    /**
     * A dispatcher over routes.
     *
     * @param databases finds the database of a name, the default one for null, or throws
     * @param bodyBytesMax how many bytes a body may have
     */
    public Dispatcher(Router router, Function<@Nullable String, Database> databases, int bodyBytesMax) {
        this.router = router;
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
            Database database =
                    route.scope() == Route.Scope.DATABASE ? databases.apply(match.value(Match.DATABASE)) : null;
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

    private static void answer(Problem problem, Throwable cause, String id, ServerResponse response) {
        if (problem.status() == Status.INTERNAL_SERVER_ERROR_500_CODE) {
            LOGGER.log(Level.ERROR, () -> "request " + id + " failed", cause);
        }
        if (response.isSent()) {
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.status(Status.create(problem.status()));
        response.send(problem.body(id));
    }
}
