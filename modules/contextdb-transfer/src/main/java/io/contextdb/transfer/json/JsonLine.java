package io.contextdb.transfer.json;

import io.contextdb.transfer.input.RowProblem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/**
 * One line of JSON as maps, lists, strings, longs, {@link BigInteger}s, doubles and booleans. Members that are null are
 * left out, because a property that is null does not exist.
 */
public final class JsonLine {
    private JsonLine() {}

    /** The object that {@code length} bytes spell. */
    public static Map<String, Object> parse(byte[] bytes, int offset, int length) {
        return parse(bytes, offset, length, false);
    }

    /** The same; {@code nulls} keeps members that are null as {@link JsonNull#NULL}. */
    public static Map<String, Object> parse(byte[] bytes, int offset, int length, boolean nulls) {
        try (JsonParser parser = JsonForm.FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RowProblem("the line is no JSON object");
            }
            Map<String, Object> object = object(parser, nulls);
            if (parser.nextToken() != null) {
                throw new RowProblem("text behind the JSON object; one object goes on each line");
            }
            return object;
        } catch (JacksonException failure) {
            // What exceeds a limit of the parser, such as that of nesting, has no location.
            @Nullable TokenStreamLocation location = failure.getLocation();
            throw new RowProblem("malformed JSON" + (location == null ? "" : " at column " + location.getColumnNr())
                    + ": " + failure.getOriginalMessage());
        }
    }

    /** The object whose first token the parser is at. */
    static Map<String, Object> object(JsonParser parser) {
        return object(parser, false);
    }

    /** The same; {@code nulls} keeps members that are null as {@link JsonNull#NULL}. */
    static Map<String, Object> object(JsonParser parser, boolean nulls) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                members.put(name, value(parser, nulls));
            } else if (nulls) {
                members.put(name, JsonNull.NULL);
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser parser, boolean nulls) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                throw new RowProblem("null within a list; lists hold values only");
            }
            elements.add(value(parser, nulls));
        }
        return elements;
    }

    private static Object value(JsonParser parser, boolean nulls) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, nulls);
            case START_ARRAY -> array(parser, nulls);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> parser.getLongValue();
                    case BIG_INTEGER -> parser.getBigIntegerValue();
                    case FLOAT, DOUBLE, BIG_DECIMAL -> parser.getDoubleValue();
                };
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, VALUE_NULL ->
                throw new RowProblem("a value is missing");
        };
    }
}
