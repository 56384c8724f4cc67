package io.contextdb.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.Value;
import io.contextdb.api.Value.CoordinateSystem;
import io.contextdb.transfer.JsonText;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    /** At least one of every kind, and the JSON that is expected of it. */
    private static final Map<Value, String> EXPECTED = new LinkedHashMap<>();

    static {
        plain(true, "true");
        plain(9_007_199_254_740_993L, "9007199254740993");
        plain(Long.MIN_VALUE, "-9223372036854775808");
        plain(0.1, "0.1");
        plain(1e300, "1.0E300");
        plain("a \"quoted\"\nword", "\"a \\\"quoted\\\"\\nword\"");
        typed(Double.NaN, "Float", "\"NaN\"");
        typed(Double.NEGATIVE_INFINITY, "Float", "\"-Infinity\"");
        typed(new byte[] {0, 1, -1}, "Base64", "\"AAH/\"");
        typed(new float[] {0.5f, -2}, "Vector", "[0.5,-2.0]");
        typed(point(CoordinateSystem.WGS84_2D, 11.6, 48.1), "Point", "\"SRID=4326;POINT (11.6 48.1)\"");
        typed(point(CoordinateSystem.CARTESIAN_3D, 1, 2, 3), "Point", "\"SRID=9157;POINT Z (1.0 2.0 3.0)\"");
        typed(LocalDate.of(2024, 2, 29), "Date", "\"2024-02-29\"");
        typed(OffsetTime.parse("10:00:00+01:00"), "Time", "\"10:00+01:00\"");
        typed(LocalTime.of(10, 0, 1), "LocalTime", "\"10:00:01\"");
        typed(LocalDateTime.of(2024, 2, 29, 10, 0), "LocalDateTime", "\"2024-02-29T10:00\"");
        typed(
                ZonedDateTime.parse("2024-02-29T10:00+01:00[Europe/Berlin]"),
                "ZonedDateTime",
                "\"2024-02-29T10:00+01:00[Europe/Berlin]\"");
        typed(new Value.DurationValue(14, 3, 5, 500_000_000), "Duration", "\"P1Y2M3DT5.5S\"");
        plain(List.of(1, "two", LocalDate.EPOCH), "[1,\"two\",{\"$type\":\"Date\",\"_value\":\"1970-01-01\"}]");
        plain(Map.of("b", new byte[0]), "{\"b\":{\"$type\":\"Base64\",\"_value\":\"\"}}");
    }

    private static void plain(Object value, String json) {
        EXPECTED.put(Value.of(value), json);
    }

    private static void typed(Object value, String type, String json) {
        plain(value, "{\"$type\":\"" + type + "\",\"_value\":" + json + "}");
    }

    private static Value point(CoordinateSystem system, double... coordinates) {
        return new Value.PointValue(system, Arrays.stream(coordinates).boxed().toList());
    }

    @Test
    void writesEveryKindOfValue() {
        EXPECTED.forEach((value, json) -> {
            assertEquals(json, JsonText.line(value));
            assertEquals("{\"properties\":{\"p\":" + json + "},\"list\":[" + json + "," + json + "]}", nested(value));
        });
    }

    private static String nested(Value value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("properties", Map.of("p", value));
        object.put("list", List.of(value, value));
        return JsonText.line(object);
    }

    @Test
    void aFigureThatIsNoneIsNull() {
        assertEquals("[1.5,null,null]", JsonText.line(List.of(1.5, Double.NaN, Double.POSITIVE_INFINITY)));
    }

    @Test
    void noKindIsForgotten() {
        assertEquals(
                Set.of(Value.class.getPermittedSubclasses()),
                EXPECTED.keySet().stream().map(Value::getClass).collect(Collectors.toSet()));
    }
}
