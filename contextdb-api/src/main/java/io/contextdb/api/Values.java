package io.contextdb.api;

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
import io.contextdb.api.Value.StringValue;
import io.contextdb.api.Value.TimeValue;
import io.contextdb.api.Value.VectorValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Conversions between Java objects and {@link Value}s. */
final class Values {
    /** Whatever limits a database has: a list that holds itself must end somewhere. */
    private static final int NESTING_MAX = 256;

    private Values() {}

    static Value of(@Nullable Object object) {
        return of(object, 1);
    }

    private static Value of(@Nullable Object object, int depth) {
        if (depth > NESTING_MAX) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a property value with more than " + NESTING_MAX
                            + " levels of nesting; make it flatter, and look whether it holds itself");
        }
        return switch (object) {
            case null ->
                throw new ContextDbException(
                        ErrorCode.UNSUPPORTED_VALUE, "null is no property value; leave the property out, or remove it");
            case Value value -> value;
            case Boolean value -> new BooleanValue(value);
            case Byte value -> new IntegerValue(value);
            case Short value -> new IntegerValue(value);
            case Integer value -> new IntegerValue(value);
            case Long value -> new IntegerValue(value);
            case Float value -> new FloatValue(value);
            case Double value -> new FloatValue(value);
            case CharSequence value -> new StringValue(value.toString());
            case byte[] value -> new BytesValue(value);
            case float[] value -> new VectorValue(value);
            case long[] value ->
                new ListValue(
                        LongStream.of(value).<Value>mapToObj(IntegerValue::new).toList());
            case double[] value ->
                new ListValue(
                        DoubleStream.of(value).<Value>mapToObj(FloatValue::new).toList());
            case LocalDate value -> new DateValue(value);
            case OffsetTime value -> new TimeValue(value);
            case LocalTime value -> new LocalTimeValue(value);
            case ZonedDateTime value -> new DateTimeValue(value);
            case OffsetDateTime value -> new DateTimeValue(value.toZonedDateTime());
            case LocalDateTime value -> new LocalDateTimeValue(value);
            case Instant value -> new DateTimeValue(value.atZone(ZoneOffset.UTC));
            case Duration value -> new DurationValue(0, 0, value.getSeconds(), value.getNano());
            case Period value -> new DurationValue(value.getYears() * 12L + value.getMonths(), value.getDays(), 0, 0);
            case Collection<?> value ->
                new ListValue(
                        value.stream().map(element -> of(element, depth + 1)).toList());
            case Map<?, ?> value -> new MapValue(ofAll(value, depth));
            default ->
                throw new ContextDbException(
                        ErrorCode.UNSUPPORTED_VALUE,
                        "a property value of type " + object.getClass().getName()
                                + "; supported are booleans, numbers, strings, byte[], float[], lists, maps, points"
                                + " and dates, times and durations of java.time");
        };
    }

    static Map<String, Object> toJava(Map<String, Value> values) {
        Map<String, Object> objects = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((key, value) -> objects.put(key, value.toJava()));
        return Collections.unmodifiableMap(objects);
    }

    /** Objects as values by name. */
    static SortedValues ofAll(Map<?, ?> objects) {
        return ofAll(objects, 0);
    }

    private static SortedValues ofAll(Map<?, ?> objects, int depth) {
        TreeMap<String, Value> values = new TreeMap<>();
        objects.forEach((key, object) -> {
            if (!(key instanceof String name)) {
                throw new ContextDbException(ErrorCode.UNSUPPORTED_VALUE, "a map key that is no string: " + key);
            }
            values.put(name, of(object, depth + 1));
        });
        return SortedValues.copyOf(values);
    }
}
