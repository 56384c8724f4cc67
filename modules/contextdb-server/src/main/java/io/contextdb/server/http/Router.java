package io.contextdb.server.http;

import io.contextdb.api.ErrorCode;
import io.contextdb.server.problem.RequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a method and path by going down a tree of path segments, so that the time does not grow with the
 * number of routes. A literal segment goes before a parameter. Segments are decoded after the path was split, so that
 * an encoded slash is part of a segment. Immutable, thread-safe.
 */
public final class Router {
    /** Where the routes of the default database begin. */
    public static final String PREFIX = "/api/v1";

    /** Where the routes of a named database begin. */
    public static final String DATABASE_PREFIX = PREFIX + "/databases/{" + Match.DATABASE + "}";

    private final Segment root = new Segment();

    /** A router of these routes, of which no two may have the same method and path. */
    public Router(List<Route> routes) {
        for (Route route : routes) {
            for (String path : paths(route)) {
                add(route, path);
            }
        }
    }

    /** The paths a route is found at. */
    public static List<String> paths(Route route) {
        return switch (route.scope()) {
            case SERVER -> List.of(route.path());
            case DATABASE -> List.of(PREFIX + route.path(), DATABASE_PREFIX + route.path());
        };
    }

    private void add(Route route, String path) {
        Segment place = root;
        List<String> names = new ArrayList<>();
        for (String segment : path.substring(1).split("/")) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                place.parameter = place.parameter == null ? new Segment() : place.parameter;
                place = place.parameter;
            } else {
                place = place.literals.computeIfAbsent(segment, _ -> new Segment());
            }
        }
        Leaf before = place.leaves.put(route.method(), new Leaf(route, List.copyOf(names)));
        if (before != null) {
            throw new AssertionError(route.name() + " and " + before.route.name() + " are both at " + path);
        }
    }

    /**
     * The route for a method and a path as it came, without the query.
     *
     * @throws RequestException when there is none
     */
    public Match match(String method, String rawPath) {
        List<String> values = new ArrayList<>(2);
        Segment place = find(rawPath, values);
        if (place == null || place.leaves.isEmpty()) {
            throw new RequestException(
                    ErrorCode.ROUTE_NOT_FOUND, "nothing is at " + rawPath + "; /openapi.json lists what there is");
        }
        Leaf leaf = place.leaf(method);
        if (leaf == null) {
            throw new RequestException(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    method + " cannot be done with " + rawPath + ", only "
                            + place.leaves.keySet().stream().map(Method::name).collect(Collectors.joining(", ")));
        }
        return new Match(leaf.route, leaf.names, values);
    }

    private @Nullable Segment find(String rawPath, List<String> values) {
        Segment place = root;
        int start = 1;
        while (start <= rawPath.length()) {
            int slash = rawPath.indexOf('/', start);
            int end = slash < 0 ? rawPath.length() : slash;
            String text = rawPath.substring(start, end);
            Segment next = place.literals.get(text);
            if (next == null) {
                next = place.parameter;
                if (next == null || text.isEmpty()) {
                    return null;
                }
                values.add(decoded(text));
            }
            place = next;
            start = end + 1;
        }
        return place;
    }

    /** A plus is itself in a path. */
    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, "the path has a % that no two hex digits follow");
        }
    }

    private record Leaf(Route route, List<String> names) {}

    private static final class Segment {
        private final Map<String, Segment> literals = new HashMap<>();
        private final Map<Method, Leaf> leaves = new EnumMap<>(Method.class);
        private @Nullable Segment parameter;

        private @Nullable Leaf leaf(String method) {
            String asked = "HEAD".equals(method) ? "GET" : method;
            for (Map.Entry<Method, Leaf> each : leaves.entrySet()) {
                if (each.getKey().name().equals(asked)) {
                    return each.getValue();
                }
            }
            return null;
        }
    }

    /**
     * A route and the values of the parameters in its path.
     *
     * @param names the parameters
     * @param values their values, decoded
     */
    public record Match(Route route, List<String> names, List<String> values) {
        /** The parameter that names the database. */
        public static final String DATABASE = "database";

        /** The value of a parameter, or null when the path has none of this name. */
        @Nullable
        String value(String name) {
            int index = names.indexOf(name);
            return index < 0 ? null : values.get(index);
        }
    }
}
