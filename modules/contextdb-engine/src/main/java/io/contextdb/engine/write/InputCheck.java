package io.contextdb.engine.write;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Limits;
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
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checks what users hand in against the limits and against what can be stored at all. Knows nothing of the database's
 * state.
 */
public final class InputCheck {
    private static final int SHOWN_CHARACTERS = 40;

    private final Limits limits;

    /** Checks against these limits. */
    public InputCheck(Limits limits) {
        this.limits = limits;
    }

    /** The limits checked against. */
    public Limits limits() {
        return limits;
    }

    /** A label, edge type, property key or index name: not empty, not too long, Unicode without NUL. Returns it. */
    public String name(String what, String name) {
        if (name.isEmpty()) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "an empty " + what + "; give it a name");
        }
        unicode(what, name, name);
        if (name.indexOf('\0') >= 0) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the " + what + " " + shown(name).replace('\0', '\u2400') + " holds a NUL at position "
                            + name.indexOf('\0') + "; leave it out of names");
        }
        if (name.length() > limits.nameBytes() / 3 && utf8Bytes(name) > limits.nameBytes()) {
            throw exceeded("the " + what + " " + shown(name), utf8Bytes(name), limits.nameBytes(), "bytes");
        }
        return name;
    }

    /** The labels of a node, checked, ascending, without duplicates. */
    public List<String> labels(Collection<String> labels) {
        if (labels.isEmpty()) {
            return List.of();
        }
        SortedSet<String> sorted = new TreeSet<>();
        for (String label : labels) {
            sorted.add(name("label", label));
        }
        labelCount(sorted.size());
        return List.copyOf(sorted);
    }

    /** The number of labels of one node. */
    public void labelCount(int count) {
        if (count > limits.labelsPerNode()) {
            throw exceeded("a node", count, limits.labelsPerNode(), "labels");
        }
    }

    /** The properties of a node or edge as values, checked. */
    public PropertyList properties(Map<String, ?> properties) {
        PropertyList values =
                PropertyList.of(properties, (key, object) -> value(name("property key", key), Value.of(object)));
        propertyCount(values.size());
        return values;
    }

    /** The number of properties of one node or edge. */
    public void propertyCount(int count) {
        if (count > limits.propertiesPerEntity()) {
            throw exceeded("a node or edge", count, limits.propertiesPerEntity(), "properties");
        }
    }

    /** A vector: at least one component, all finite, its squared length a float32. Returns it. */
    public static float[] vector(String space, float[] vector) {
        if (vector.length == 0 || vector.length > VectorIndexOptions.DIMENSION_MAX) {
            throw new ContextDbException(
                    ErrorCode.DIMENSION_MISMATCH,
                    "a vector of " + vector.length + " components for " + shown(space) + "; it must have 1 to "
                            + VectorIndexOptions.DIMENSION_MAX);
        }
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            float component = vector[i];
            if (!Float.isFinite(component)) {
                throw new ContextDbException(
                        ErrorCode.VECTOR_NOT_FINITE,
                        "component " + i + " of a vector for " + shown(space) + " is " + component
                                + "; every component must be finite");
            }
            squares += (double) component * component;
        }
        if (squares > Float.MAX_VALUE) {
            throw new ContextDbException(
                    ErrorCode.VECTOR_NOT_FINITE,
                    "the squared length of a vector for " + shown(space) + " is " + squares + "; it must be at most "
                            + Float.MAX_VALUE + ", or similarities overflow");
        }
        return vector;
    }

    /** The number of writes in one transaction. */
    public void operationCount(int count) {
        if (count > limits.operationsPerTransaction()) {
            throw exceeded("a transaction", count, limits.operationsPerTransaction(), "writes");
        }
    }

    /** The encoded size of a transaction. */
    public void transactionBytes(long bytes) {
        if (bytes > limits.transactionBytes()) {
            throw exceeded("a transaction", bytes, limits.transactionBytes(), "bytes");
        }
    }

    private Value value(String key, Value value) {
        if (value instanceof VectorValue) {
            return value;
        }
        long estimate = contentBytesMax(key, value, 1);
        if (estimate > limits.valueBytes()) {
            ByteEncoder encoded = new ByteEncoder();
            ValueCodec.encode(value, encoded);
            if (encoded.size() > limits.valueBytes()) {
                throw exceeded("the value of property " + shown(key), encoded.size(), limits.valueBytes(), "bytes");
            }
        }
        return value;
    }

    /** An upper bound of the encoded size, so that most values need not be encoded to know that they are small. */
    private long contentBytesMax(String key, Value value, int depth) {
        if (depth > limits.nestingDepth()) {
            throw exceeded("the value of property " + shown(key), depth, limits.nestingDepth(), "levels of nesting");
        }
        return switch (value) {
            case StringValue(String string) -> {
                unicode("value of property", key, string);
                yield 6 + 3L * string.length();
            }
            case BytesValue bytes -> 6 + bytes.length();
            case VectorValue vector -> 6 + 4L * vector.value().length;
            case ListValue(List<Value> elements) -> {
                long sum = 6;
                for (Value element : elements) {
                    sum += contentBytesMax(key, element, depth + 1);
                }
                yield sum;
            }
            case MapValue map -> {
                long sum = 6;
                for (Map.Entry<String, Value> entry : map.values().entrySet()) {
                    unicode("map key in property", key, entry.getKey());
                    sum += 6 + 3L * entry.getKey().length();
                    sum += contentBytesMax(key, entry.getValue(), depth + 1);
                }
                yield sum;
            }
            case BooleanValue scalar -> 64;
            case IntegerValue scalar -> 64;
            case FloatValue scalar -> 64;
            case PointValue scalar -> 64;
            case DateValue scalar -> 64;
            case TimeValue scalar -> 64;
            case LocalTimeValue scalar -> 64;
            case DateTimeValue scalar -> 256;
            case LocalDateTimeValue scalar -> 64;
            case DurationValue scalar -> 64;
        };
    }

    private static void unicode(String what, String key, String text) {
        int position = loneSurrogate(text);
        if (position >= 0) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the " + what + " " + shown(key) + " holds a lone surrogate "
                            + String.format("U+%04X", (int) text.charAt(position)) + " at position " + position
                            + "; text must be Unicode");
        }
    }

    private static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ContextDbException exceeded(String what, long value, long limit, String unit) {
        return new ContextDbException(
                ErrorCode.LIMIT_EXCEEDED, what + " has " + value + " " + unit + "; the limit is " + limit);
    }

    /** A name as error messages show it: quoted, cut when long. */
    public static String shown(String name) {
        return name.length() <= SHOWN_CHARACTERS
                ? "'" + name + "'"
                : "'" + name.substring(0, SHOWN_CHARACTERS) + "...' (" + name.length() + " characters)";
    }
}
