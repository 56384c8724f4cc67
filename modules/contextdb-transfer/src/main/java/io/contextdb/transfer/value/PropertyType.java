package io.contextdb.transfer.value;

import io.contextdb.api.Value;
import io.contextdb.api.Value.BooleanValue;
import io.contextdb.api.Value.DateTimeValue;
import io.contextdb.api.Value.DateValue;
import io.contextdb.api.Value.FloatValue;
import io.contextdb.api.Value.IntegerValue;
import io.contextdb.api.Value.LocalDateTimeValue;
import io.contextdb.api.Value.LocalTimeValue;
import io.contextdb.api.Value.StringValue;
import io.contextdb.api.Value.TimeValue;
import io.contextdb.transfer.input.RowProblem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** The types a column can declare, and how text becomes a value of each. */
public enum PropertyType {
    /** A whole number of 32 bits. */
    INT,
    /** A whole number of 64 bits. */
    LONG,
    /** A number; kept with 64 bits. */
    FLOAT,
    /** A number of 64 bits. */
    DOUBLE,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number of 8 bits. */
    BYTE,
    /** A whole number of 16 bits. */
    SHORT,
    /** Text. */
    STRING,
    /** One character. */
    CHAR,
    /** {@code {x: 1, y: 2}} or {@code {latitude: 48.1, longitude: 11.6}}. */
    POINT,
    /** {@code 2024-02-29}. */
    DATE,
    /** {@code 12:30:00}. */
    LOCALTIME,
    /** {@code 12:30:00+01:00}. */
    TIME,
    /** {@code 2024-02-29T12:30:00}. */
    LOCALDATETIME,
    /** {@code 2024-02-29T12:30:00+01:00[Europe/Berlin]}. */
    DATETIME,
    /** {@code P1Y2M3DT4H5M6.7S}. */
    DURATION;

    /**
     * The type with this name in a header, upper or lower case; {@code integer} and {@code bool} are accepted as well.
     */
    public static Optional<PropertyType> named(String name) {
        String wanted = switch (name.toLowerCase(Locale.ROOT)) {
            case "integer" -> "int";
            case "bool" -> "boolean";
            default -> name;
        };
        for (PropertyType type : values()) {
            if (type.name().equalsIgnoreCase(wanted)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The value that {@code text} spells.
     *
     * @param zone the zone of temporal values that name none
     * @throws RowProblem with the text and what was expected
     */
    public Value parse(String text, ZoneId zone) {
        try {
            return switch (this) {
                case INT -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case LONG -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
                case BYTE -> whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
                case SHORT -> whole(text, Short.MIN_VALUE, Short.MAX_VALUE);
                case FLOAT, DOUBLE -> new FloatValue(Double.parseDouble(text.strip()));
                case BOOLEAN -> new BooleanValue(truth(text.strip()));
                case STRING -> new StringValue(text);
                case CHAR -> new StringValue(character(text));
                case POINT -> PointText.parse(text);
                case DATE -> new DateValue(LocalDate.parse(text.strip()));
                case LOCALTIME -> new LocalTimeValue(LocalTime.parse(text.strip()));
                case LOCALDATETIME -> new LocalDateTimeValue(LocalDateTime.parse(text.strip()));
                case TIME -> new TimeValue(TemporalText.time(text.strip(), zone));
                case DATETIME -> new DateTimeValue(TemporalText.dateTime(text.strip(), zone));
                case DURATION -> TemporalText.duration(text.strip());
            };
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new RowProblem(
                    "'" + abbreviate(text) + "' is no " + name().toLowerCase(Locale.ROOT) + "; expected " + example());
        }
    }

    private static Value whole(String text, long minimum, long maximum) {
        long value = Long.parseLong(text.strip());
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException();
        }
        return new IntegerValue(value);
    }

    private static boolean truth(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException();
    }

    private static String character(String text) {
        if (text.codePointCount(0, text.length()) != 1) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private String example() {
        return switch (this) {
            case INT -> "a whole number from -2147483648 to 2147483647";
            case LONG -> "a whole number from -9223372036854775808 to 9223372036854775807";
            case BYTE -> "a whole number from -128 to 127";
            case SHORT -> "a whole number from -32768 to 32767";
            case FLOAT, DOUBLE -> "a number such as -1.5e3";
            case BOOLEAN -> "true or false";
            case STRING -> "text";
            case CHAR -> "one character";
            case POINT -> "{x: 1, y: 2} or {latitude: 48.1, longitude: 11.6}";
            case DATE -> "a date such as 2024-02-29";
            case LOCALTIME -> "a time such as 12:30:00";
            case TIME -> "a time such as 12:30:00+01:00";
            case LOCALDATETIME -> "a date and time such as 2024-02-29T12:30:00";
            case DATETIME -> "a date and time such as 2024-02-29T12:30:00+01:00";
            case DURATION -> "a duration such as P1Y2M3DT4H5M6.7S";
        };
    }

    private static String abbreviate(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
