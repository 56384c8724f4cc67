package io.contextdb.server.routes;

import io.contextdb.server.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The table of all routes. */
public final class Routes {
    private Routes() {}

    /** All routes there are. */
    public static List<Route> all() {
        return DiscoveryRoutes.with(Stream.of(
                        HealthRoutes.all(),
                        NodeRoutes.all(),
                        EdgeRoutes.all(),
                        VectorRoutes.all(),
                        GraphRoutes.all(),
                        SchemaRoutes.all(),
                        SnapshotRoutes.all())
                .flatMap(List::stream)
                .toList());
    }
}
