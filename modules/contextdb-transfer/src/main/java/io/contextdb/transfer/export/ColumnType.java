package io.contextdb.transfer.export;

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
import io.contextdb.transfer.value.PropertyType;
import io.contextdb.transfer.value.TemporalText;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The type of a CSV column, and which values it can say so that they are read back as they were. */
record ColumnType(PropertyType element, boolean array) {
    static final char ARRAY_DELIMITER = ';';

    /** The type that can say a value; empty when none can. An empty array alone decides nothing. */
    static Optional<ColumnType> of(Value value) {
        if (value instanceof ListValue(List<Value> elements)) {
            PropertyType type = elements.isEmpty() ? null : scalar(elements.getFirst());
            ColumnType column = type == null ? null : new ColumnType(type, true);
            return column != null && column.canSay(value) ? Optional.of(column) : Optional.empty();
        }
        return Optional.ofNullable(scalar(value)).map(type -> new ColumnType(type, false));
    }

    /** As in a header. */
    String name() {
        return element.name().toLowerCase(Locale.ROOT) + (array ? "[]" : "");
    }

    /** Whether this column says the value. */
    boolean canSay(Value value) {
        if (!array) {
            return scalar(value) == element;
        }
        return value instanceof ListValue(List<Value> elements)
                // One empty element would be no element.
                && !elements.equals(List.of(new StringValue("")))
                && elements.stream().allMatch(this::canSayElement);
    }

    private boolean canSayElement(Value value) {
        return scalar(value) == element
                && !(value instanceof StringValue(String text) && text.indexOf(ARRAY_DELIMITER) >= 0);
    }

    /** The field for a value it can say. */
    String text(Value value) {
        return value instanceof ListValue(List<Value> elements)
                ? elements.stream().map(ColumnType::exact).collect(Collectors.joining(String.valueOf(ARRAY_DELIMITER)))
                : exact(value);
    }

    private static String exact(Value value) {
        return value instanceof DateTimeValue(ZonedDateTime time) ? TemporalText.exact(time) : ValueText.format(value);
    }

    private static @Nullable PropertyType scalar(Value value) {
        return switch (value) {
            case BooleanValue _ -> PropertyType.BOOLEAN;
            case IntegerValue _ -> PropertyType.LONG;
            case FloatValue _ -> PropertyType.DOUBLE;
            case StringValue _ -> PropertyType.STRING;
            case PointValue _ -> PropertyType.POINT;
            case DateValue _ -> PropertyType.DATE;
            case TimeValue _ -> PropertyType.TIME;
            case LocalTimeValue _ -> PropertyType.LOCALTIME;
            case LocalDateTimeValue _ -> PropertyType.LOCALDATETIME;
            case DateTimeValue _ -> PropertyType.DATETIME;
            case DurationValue _ -> PropertyType.DURATION;
            case BytesValue _ -> null;
            case ListValue _ -> null;
            case MapValue _ -> null;
            case VectorValue _ -> null;
        };
    }
}
