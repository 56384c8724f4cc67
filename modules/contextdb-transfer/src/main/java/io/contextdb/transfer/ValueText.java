package io.contextdb.transfer;

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
import io.contextdb.transfer.value.PointText;
import io.contextdb.transfer.value.TemporalText;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Property values as text: what a CSV column of its type reads, and readable for people. */
public final class ValueText {
    private ValueText() {}

    /** One value. */
    public static String format(Value value) {
        return switch (value) {
            case BooleanValue flag -> Boolean.toString(flag.value());
            case IntegerValue number -> Long.toString(number.value());
            case FloatValue number -> Double.toString(number.value());
            case StringValue text -> text.value();
            case BytesValue bytes -> Base64.getEncoder().encodeToString(bytes.value());
            case ListValue list -> list.values().stream().map(ValueText::format).collect(Collectors.joining("; "));
            case MapValue map ->
                map.values().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + format(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case PointValue point -> PointText.format(point);
            case DateValue date -> date.value().toString();
            case TimeValue time -> time.value().toString();
            case LocalTimeValue time -> time.value().toString();
            case DateTimeValue time -> time.value().toString();
            case LocalDateTimeValue time -> time.value().toString();
            case DurationValue duration -> TemporalText.format(duration);
            case VectorValue vector -> Arrays.toString(vector.value());
        };
    }
}
