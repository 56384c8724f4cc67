package io.contextdb.server.routes;

import io.contextdb.server.http.Method;
import io.contextdb.server.http.Route;
import io.contextdb.server.openapi.OpenApi;
import io.contextdb.server.security.Access;
import io.contextdb.transfer.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the server tells about itself. */
final class DiscoveryRoutes {
    private static final String JSON = "application/json";

    private DiscoveryRoutes() {}

    /** The given routes with that of the document that describes them all. */
    static List<Route> with(List<Route> others) {
        List<Route> all = new ArrayList<>(others);
        Supplier<byte[]> document = () -> JsonText.line(OpenApi.document(all)).getBytes(StandardCharsets.UTF_8);
        all.add(Route.ofServer(Method.GET, "/openapi.json", Access.PUBLIC)
                .answering(200, "The OpenAPI 3.1 document", JSON)
                .by(
                        "getOpenApi",
                        "Describe the server for machines",
                        exchange -> exchange.send(200, JSON, document.get())));
        return List.copyOf(all);
    }
}
