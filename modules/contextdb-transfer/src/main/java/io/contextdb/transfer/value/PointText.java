package io.contextdb.transfer.value;

import io.contextdb.api.Value.CoordinateSystem;
import io.contextdb.api.Value.PointValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Points as openCypher writes them: {@code {x: 1.0, y: 2.0}}, {@code {longitude: 11.6, latitude: 48.1, height: 519.0}}.
 */
public final class PointText {
    private static final List<String> PLANE = List.of("x", "y", "z");
    private static final List<String> EARTH = List.of("longitude", "latitude", "height");

    private PointText() {}

    /** Reads a point; {@code crs} and {@code srid} may be given and must agree with the coordinates. */
    public static PointValue parse(String text) {
        String body = text.strip();
        if (!body.startsWith("{") || !body.endsWith("}")) {
            throw new IllegalArgumentException();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : body.substring(1, body.length() - 1).split(",")) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException();
            }
            String key = part.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = part.substring(colon + 1).strip().replaceAll("^['\"]|['\"]$", "");
            if (parts.put(key, value) != null) {
                throw new IllegalArgumentException();
            }
        }
        return of(parts);
    }

    /** A point from its named parts, which are used up. */
    public static PointValue of(Map<String, String> parts) {
        String system = parts.getOrDefault("crs", "").toLowerCase(Locale.ROOT);
        String srid = parts.getOrDefault("srid", "");
        parts.remove("crs");
        parts.remove("srid");
        List<String> names = parts.containsKey("latitude") ? EARTH : PLANE;
        List<Double> coordinates = new ArrayList<>();
        for (String name : names) {
            String value = parts.remove(name);
            if (value != null) {
                coordinates.add(Double.parseDouble(value));
            } else if (!name.equals(names.getLast())) {
                throw new IllegalArgumentException();
            }
        }
        boolean earth = names == EARTH || system.startsWith("wgs-84") || srid.equals("4326") || srid.equals("4979");
        boolean space = coordinates.size() == 3;
        CoordinateSystem found = earth
                ? space ? CoordinateSystem.WGS84_3D : CoordinateSystem.WGS84_2D
                : space ? CoordinateSystem.CARTESIAN_3D : CoordinateSystem.CARTESIAN_2D;
        boolean agrees = (system.isEmpty() || system.equals(name(found)))
                && (srid.isEmpty() || srid.equals(Integer.toString(found.srid())));
        if (!parts.isEmpty() || !agrees) {
            throw new IllegalArgumentException();
        }
        return new PointValue(found, coordinates);
    }

    /** What {@link #parse} reads. */
    public static String format(PointValue point) {
        boolean earth = point.system() == CoordinateSystem.WGS84_2D || point.system() == CoordinateSystem.WGS84_3D;
        List<String> names = earth ? EARTH : PLANE;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < point.coordinates().size(); i++) {
            parts.add(names.get(i) + ": " + point.coordinates().get(i));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    /** The system's name in openCypher. */
    public static String name(CoordinateSystem system) {
        return switch (system) {
            case CARTESIAN_2D -> "cartesian";
            case CARTESIAN_3D -> "cartesian-3d";
            case WGS84_2D -> "wgs-84";
            case WGS84_3D -> "wgs-84-3d";
        };
    }
}
