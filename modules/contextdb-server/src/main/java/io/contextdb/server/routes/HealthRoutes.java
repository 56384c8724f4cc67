package io.contextdb.server.routes;

import io.contextdb.server.http.Exchange;
import io.contextdb.server.http.Method;
import io.contextdb.server.http.Route;
import io.contextdb.server.security.Access;
import java.util.ArrayList;
import java.util.List;

/** Whether the server lives and serves. */
final class HealthRoutes {
    private HealthRoutes() {}

    static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        routes.add(live("/health", "getHealth"));
        routes.add(live("/api/v1/health", "getHealthOfApi"));
        routes.add(live("/health/live", "getLive"));
        return routes;
    }

    private static Route live(String path, String name) {
        return Route.ofServer(Method.GET, path, Access.PUBLIC)
                .answering(200, "The server answers", Schemas.HEALTH)
                .by(name, "Whether the server answers", HealthRoutes::answer);
    }

    private static void answer(Exchange exchange) {
        exchange.json(200, out -> {
            out.writeStartObject();
            out.writeStringProperty("status", "up");
            out.writeEndObject();
        });
    }
}
