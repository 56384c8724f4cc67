package io.contextdb.transfer.json;

import io.contextdb.api.Value;
import io.contextdb.api.Value.BytesValue;
import io.contextdb.api.Value.ListValue;
import io.contextdb.api.Value.MapValue;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.value.PropertyType;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Property values from JSON. Plain JSON gives booleans, integers, floats, strings, lists and maps; the other types are
 * written {@code {"$type": "Date", "_value": "2024-02-29"}}, with the type names of
 * {@code application/vnd.neo4j.query}.
 */
public final class TypedJson {
    static final String TYPE = "$type";
    static final String VALUE = "_value";

    private TypedJson() {}

    /** The value of parsed JSON. */
    public static Value value(Object json) {
        return switch (json) {
            case JsonNull _ -> throw new RowProblem("null where a value is expected");
            case BigInteger number ->
                throw new RowProblem("the number " + number + " does not fit a signed 64-bit integer");
            case List<?> list -> list(list);
            case Map<?, ?> map -> map.containsKey(TYPE) ? typed(map) : map(map);
            default -> Value.of(json);
        };
    }

    /** All members of parsed JSON. */
    public static Map<String, Value> values(Map<?, ?> json) {
        SortedMap<String, Value> values = new TreeMap<>();
        json.forEach((key, element) -> values.put(key.toString(), value(element)));
        return values;
    }

    /** A list of numbers as a vector. */
    static float[] vector(Object json, String name) {
        if (!(json instanceof List<?> list)) {
            throw new RowProblem("the vector '" + name + "' is no list of numbers");
        }
        float[] vector = new float[list.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw new RowProblem("component " + i + " of the vector '" + name + "' is no number");
            }
            vector[i] = number.floatValue();
        }
        return vector;
    }

    private static ListValue list(List<?> json) {
        List<Value> values = new ArrayList<>(json.size());
        json.forEach(element -> values.add(value(element)));
        return new ListValue(values);
    }

    private static MapValue map(Map<?, ?> json) {
        return new MapValue(new TreeMap<>(values(json)));
    }

    private static Value typed(Map<?, ?> json) {
        String type = String.valueOf(json.get(TYPE));
        Object value = json.get(VALUE);
        if (value == null || json.size() != 2) {
            throw new RowProblem("a typed value needs exactly \"" + TYPE + "\" and \"" + VALUE + "\"");
        }
        return switch (type) {
            case "Boolean", "String" -> value(value);
            case "Integer" -> parse(PropertyType.LONG, value);
            case "Float" -> parse(PropertyType.DOUBLE, value);
            case "Date" -> parse(PropertyType.DATE, value);
            case "Time" -> parse(PropertyType.TIME, value);
            case "LocalTime" -> parse(PropertyType.LOCALTIME, value);
            case "LocalDateTime" -> parse(PropertyType.LOCALDATETIME, value);
            case "OffsetDateTime", "ZonedDateTime" -> parse(PropertyType.DATETIME, value);
            case "Duration" -> parse(PropertyType.DURATION, value);
            case "Point" -> parse(PropertyType.POINT, wellKnownText(value));
            case "Base64" -> bytes(value);
            case "Vector" -> new VectorValue(vector(value, VALUE));
            case "List" -> value instanceof List<?> list ? list(list) : mismatch(type, value);
            case "Map" -> value instanceof Map<?, ?> map ? map(map) : mismatch(type, value);
            default -> throw new RowProblem("the unknown type \"" + type + "\" in \"" + TYPE + "\"");
        };
    }

    private static Value parse(PropertyType type, Object value) {
        return type.parse(value.toString(), ZoneOffset.UTC);
    }

    private static Value bytes(Object value) {
        try {
            return new BytesValue(Base64.getDecoder().decode(value.toString()));
        } catch (IllegalArgumentException _) {
            return mismatch("Base64", value);
        }
    }

    /** {@code SRID=4326;POINT (11.6 48.1)}, as the query API writes points, in the form of openCypher. */
    private static String wellKnownText(Object value) {
        String text = value.toString();
        if (!text.startsWith("SRID=")) {
            return text;
        }
        String[] parts = text.substring("SRID=".length()).split("[;()]");
        String[] coordinates =
                parts.length < 3 ? new String[0] : parts[2].strip().split("\\s+");
        if (coordinates.length < 2 || coordinates.length > 3) {
            throw new RowProblem("the point '" + text + "'; expected SRID=4326;POINT (11.6 48.1)");
        }
        StringBuilder point = new StringBuilder("{srid: ").append(parts[0]);
        for (int i = 0; i < coordinates.length; i++) {
            point.append(", ").append("xyz".charAt(i)).append(": ").append(coordinates[i]);
        }
        return point.append('}').toString();
    }

    private static Value mismatch(String type, Object value) {
        throw new RowProblem("'" + value + "' is no " + type);
    }
}
