package io.contextdb.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a route: how it is called, where it stands, how it is read, and how OpenAPI describes it.
 *
 * @param parser what it means; throws {@link IllegalArgumentException} with a message that goes behind its name
 * @param schema its JSON schema
 * @param fallback what it is when it is missing; null when it must be there or {@code optional} says that it need not
 * @param optional whether it may be missing and is empty then
 */
public record Parameter<T>(
        String name,
        Place place,
        String description,
        Function<String, T> parser,
        Map<String, Object> schema,
        @Nullable T fallback,
        boolean optional) {
    /** Where a parameter stands. */
    public enum Place {
        /** In the path. */
        PATH,
        /** Behind the question mark. */
        QUERY
    }

    /** An id in the path, unsigned. */
    public static Parameter<Long> id(String name, String description) {
        return new Parameter<>(
                name, Place.PATH, description, Parameter::parseId, Schema.id().toJson(), null, false);
    }

    /** An id behind the question mark, which must be there. */
    public static Parameter<Long> queryId(String name, String description) {
        return new Parameter<>(
                name, Place.QUERY, description, Parameter::parseId, Schema.id().toJson(), null, false);
    }

    /** A name in the path. */
    public static Parameter<String> name(String name, String description) {
        return new Parameter<>(
                name, Place.PATH, description, Function.identity(), Map.of("type", "string"), null, false);
    }

    /** A whole number in a range, behind the question mark. */
    public static Parameter<Integer> whole(String name, int min, int max, int fallback, String description) {
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                text -> parseWhole(text, min, max),
                Map.of("type", "integer", "minimum", min, "maximum", max, "default", fallback),
                fallback,
                false);
    }

    /** A flag behind the question mark, false when it is missing. */
    public static Parameter<Boolean> flag(String name, String description) {
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                Parameter::parseFlag,
                Map.of("type", "boolean", "default", false),
                false,
                false);
    }

    /** A text behind the question mark, which may be missing. */
    public static Parameter<Optional<String>> text(String name, String description) {
        return new Parameter<>(
                name, Place.QUERY, description, Optional::of, Map.of("type", "string"), Optional.empty(), true);
    }

    /** Texts behind the question mark, separated by commas; none when it is missing. */
    public static Parameter<List<String>> texts(String name, String description) {
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                text -> List.of(text.split(",")),
                Map.of("type", "string"),
                List.of(),
                true);
    }

    /** One of the constants of an enumeration, in lower case, behind the question mark. */
    public static <E extends Enum<E>> Parameter<E> choice(String name, Class<E> type, E fallback, String description) {
        List<String> words = Words.of(type);
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                text -> Words.parse(type, text),
                Map.of("type", "string", "enum", words, "default", Words.of(fallback)),
                fallback,
                false);
    }

    private static Long parseId(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is '" + text + "', but must be a whole number from 0 to 2^64 - 1", e);
        }
    }

    private static Integer parseWhole(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(text, min, max, e);
        }
        throw outside(text, min, max, null);
    }

    private static IllegalArgumentException outside(String text, int min, int max, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "is '" + text + "', but must be a whole number from " + min + " to " + max, cause);
    }

    private static Boolean parseFlag(String text) {
        return switch (text) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is '" + text + "', but must be true or false");
        };
    }
}
