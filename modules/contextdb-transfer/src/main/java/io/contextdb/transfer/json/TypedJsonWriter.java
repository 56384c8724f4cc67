package io.contextdb.transfer.json;

import io.contextdb.api.Value;
import io.contextdb.api.Value.BooleanValue;
import io.contextdb.api.Value.BytesValue;
import io.contextdb.api.Value.DateTimeValue;
import io.contextdb.api.Value.DateValue;
import io.contextdb.api.Value.DurationValue;
import io.contextdb.api.Value.FloatValue;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.api.Value.ListValue;
import io.contextdb.api.Value.LocalDateTimeValue;
import io.contextdb.api.Value.LocalTimeValue;
import io.contextdb.api.Value.MapValue;
import io.contextdb.api.Value.PointValue;
import io.contextdb.api.Value.StringValue;
import io.contextdb.api.Value.TimeValue;
import io.contextdb.api.Value.VectorValue;
import io.contextdb.transfer.ValueText;
import io.contextdb.transfer.value.TemporalText;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * Property values as JSON that {@link TypedJson} reads back to the same values: plain where JSON has the type,
 * {@code {"$type": ..., "_value": ...}} elsewhere.
 */
public final class TypedJsonWriter {
    private TypedJsonWriter() {}

    /** Writes the members of an object. */
    public static void members(Map<String, Value> values, JsonGenerator out) {
        values.forEach((name, value) -> {
            out.writeName(name);
            value(value, out);
        });
    }

    /** Writes one value. */
    public static void value(Value value, JsonGenerator out) {
        switch (value) {
            case BooleanValue(boolean flag) -> out.writeBoolean(flag);
            case IntegerValue(long number) -> out.writeNumber(number);
            case FloatValue(double number) when Double.isFinite(number) -> out.writeNumber(number);
            case FloatValue number -> typed("Float", ValueText.format(number), out);
            case StringValue(String text) -> out.writeString(text);
            case BytesValue bytes -> typed("Base64", Base64.getEncoder().encodeToString(bytes.value()), out);
            case ListValue list -> {
                out.writeStartArray();
                list.values().forEach(element -> value(element, out));
                out.writeEndArray();
            }
            case MapValue map
            when map.values().containsKey(TypedJson.TYPE) -> {
                begin("Map", out);
                map(map, out);
                out.writeEndObject();
            }
            case MapValue map -> map(map, out);
            case PointValue point -> typed("Point", wellKnownText(point), out);
            case DateValue date -> typed("Date", ValueText.format(date), out);
            case TimeValue time -> typed("Time", ValueText.format(time), out);
            case LocalTimeValue time -> typed("LocalTime", ValueText.format(time), out);
            case DateTimeValue time -> typed("ZonedDateTime", TemporalText.exact(time.value()), out);
            case LocalDateTimeValue time -> typed("LocalDateTime", ValueText.format(time), out);
            case DurationValue duration -> typed("Duration", ValueText.format(duration), out);
            case VectorValue vector -> {
                begin("Vector", out);
                vector(vector.value(), out);
                out.writeEndObject();
            }
        }
    }

    /** Writes one value with its type, and so all that it holds. */
    public static void typed(Value value, JsonGenerator out) {
        switch (value) {
            case BooleanValue(boolean flag) -> {
                begin("Boolean", out);
                out.writeBoolean(flag);
                out.writeEndObject();
            }
            case IntegerValue(long number) -> typed("Integer", Long.toString(number), out);
            case FloatValue number -> typed("Float", ValueText.format(number), out);
            case StringValue(String text) -> typed("String", text, out);
            case ListValue list -> {
                begin("List", out);
                out.writeStartArray();
                list.values().forEach(element -> typed(element, out));
                out.writeEndArray();
                out.writeEndObject();
            }
            case MapValue map -> {
                begin("Map", out);
                out.writeStartObject();
                map.values().forEach((name, element) -> {
                    out.writeName(name);
                    typed(element, out);
                });
                out.writeEndObject();
                out.writeEndObject();
            }
            // These have no plain form.
            case BytesValue _,
                    PointValue _,
                    DateValue _,
                    TimeValue _,
                    LocalTimeValue _,
                    DateTimeValue _,
                    LocalDateTimeValue _,
                    DurationValue _,
                    VectorValue _ -> value(value, out);
        }
    }

    /** Writes a vector as a list of numbers, each in the fewest digits that lead back to it. */
    public static void vector(float[] vector, JsonGenerator out) {
        out.writeStartArray();
        for (float component : vector) {
            // Readers take numbers for float64, and rounding twice may give another float32.
            String shortest = Float.toString(component);
            if (!Float.isFinite(component)) {
                out.writeString(shortest);
            } else if (Float.floatToRawIntBits((float) Double.parseDouble(shortest))
                    == Float.floatToRawIntBits(component)) {
                out.writeNumber(component);
            } else {
                out.writeNumber((double) component);
            }
        }
        out.writeEndArray();
    }

    /** An id as a JSON number, unsigned. */
    public static void id(long id, JsonGenerator out) {
        if (id >= 0) {
            out.writeNumber(id);
        } else {
            out.writeNumber(new BigInteger(Long.toUnsignedString(id)));
        }
    }

    private static void map(MapValue map, JsonGenerator out) {
        out.writeStartObject();
        members(map.values(), out);
        out.writeEndObject();
    }

    private static void begin(String type, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty(TypedJson.TYPE, type);
        out.writeName(TypedJson.VALUE);
    }

    private static void typed(String type, String text, JsonGenerator out) {
        begin(type, out);
        out.writeString(text);
        out.writeEndObject();
    }

    private static String wellKnownText(PointValue point) {
        return "SRID=" + point.system().srid()
                + point.coordinates().stream()
                        .map(coordinate -> Double.toString(coordinate))
                        .collect(Collectors.joining(
                                " ", point.coordinates().size() == 2 ? ";POINT (" : ";POINT Z (", ")"));
    }
}
