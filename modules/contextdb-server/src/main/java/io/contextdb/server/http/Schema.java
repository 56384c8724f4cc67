package io.contextdb.server.http;

import io.contextdb.server.problem.FieldError;
import io.contextdb.transfer.ValueJson;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What JSON of a kind looks like. One description serves three purposes: it refuses requests with the place of each
 * fault, it is the schema in the OpenAPI document, and it is the reference. Parsed JSON is as {@link ValueJson#parse}
 * gives it.
 */
public sealed interface Schema {
    /** Finds what is wrong with parsed JSON at a place in the request. */
    void check(Object json, String pointer, Consumer<FieldError> errors);

    /** This schema as JSON schema, draft 2020-12, which OpenAPI 3.1 uses. */
    Map<String, Object> toJson();

    /** An id: an unsigned 64-bit number, or its digits as a string. */
    static Schema id() {
        return new Id();
    }

    /** A whole number in a range. */
    static Schema whole(long min, long max) {
        return new Whole(min, max);
    }

    /** Any finite number. */
    static Schema number() {
        return new Numeric();
    }

    /** A boolean. */
    static Schema flag() {
        return new Flag();
    }

    /** Any text. */
    static Schema text() {
        return new Text(List.of());
    }

    /** One of a few words. */
    static Schema word(List<String> words) {
        return new Text(words);
    }

    /** A list of elements. */
    static Schema list(Schema element) {
        return new Elements(element);
    }

    /** Properties: any names with any values of the database, in either form. */
    static Schema properties(boolean nulls) {
        return new Properties(nulls);
    }

    /** Whole numbers by name. */
    static Schema numbers() {
        return new Numbers();
    }

    /** Anything; the handler looks at it. */
    static Schema any() {
        return new Any();
    }

    /** An object with named members. */
    static ObjectSchema object(String name) {
        return new ObjectSchema(name, Map.of(), List.of());
    }

    /** An id. */
    record Id() implements Schema {
        private static final BigInteger MAX = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            boolean fits = switch (json) {
                case Long number -> number >= 0;
                case BigInteger number -> number.signum() >= 0 && number.compareTo(MAX) <= 0;
                case String digits -> fits(digits);
                default -> false;
            };
            if (!fits) {
                errors.accept(new FieldError(pointer, "must be an id: a whole number from 0 to 2^64 - 1"));
            }
        }

        private static boolean fits(String digits) {
            try {
                Long.parseUnsignedLong(digits);
                return true;
            } catch (NumberFormatException _) {
                return false;
            }
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("type", "integer", "format", "uint64", "minimum", 0);
        }
    }

    /** A whole number. */
    record Whole(long min, long max) implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof Long number) || number < min || number > max) {
                errors.accept(new FieldError(pointer, "must be a whole number from " + min + " to " + max));
            }
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("type", "integer", "minimum", min, "maximum", max);
        }
    }

    /** A number. */
    record Numeric() implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                errors.accept(new FieldError(pointer, "must be a finite number"));
            }
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("type", "number");
        }
    }

    /** A boolean. */
    record Flag() implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof Boolean)) {
                errors.accept(new FieldError(pointer, "must be true or false"));
            }
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("type", "boolean");
        }
    }

    /** A text; of any kind when there are no words. */
    record Text(List<String> words) implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof String text)) {
                errors.accept(new FieldError(pointer, "must be a string"));
            } else if (!words.isEmpty() && !words.contains(text)) {
                errors.accept(new FieldError(pointer, "must be one of " + String.join(", ", words)));
            }
        }

        @Override
        public Map<String, Object> toJson() {
            return words.isEmpty() ? Map.of("type", "string") : Map.of("type", "string", "enum", words);
        }
    }

    /** A list. */
    record Elements(Schema element) implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof List<?> list)) {
                errors.accept(new FieldError(pointer, "must be a list"));
                return;
            }
            for (int i = 0; i < list.size(); i++) {
                element.check(list.get(i), pointer + "/" + i, errors);
            }
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("type", "array", "items", element.toJson());
        }
    }

    /** Properties; with {@code nulls} one that is null is to be removed. */
    record Properties(boolean nulls) implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof Map<?, ?> members)) {
                errors.accept(new FieldError(pointer, "must be an object"));
                return;
            }
            members.forEach((name, value) -> {
                if (ValueJson.isNull(value) && !nulls) {
                    errors.accept(new FieldError(
                            ObjectSchema.below(pointer, name.toString()),
                            "is null; a property that has no value is left out"));
                }
            });
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("type", "object", "additionalProperties", true);
        }
    }

    /** Whole numbers by name. */
    record Numbers() implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof Map<?, ?> members)) {
                errors.accept(new FieldError(pointer, "must be an object"));
                return;
            }
            members.forEach((name, value) -> new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE)
                    .check(value, ObjectSchema.below(pointer, name.toString()), errors));
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("type", "object", "additionalProperties", Map.of("type", "integer"));
        }
    }

    /** Anything. */
    record Any() implements Schema {
        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {}

        @Override
        public Map<String, Object> toJson() {
            return Map.of();
        }
    }

    /**
     * An object with named members and no others.
     *
     * @param name what it is called in the OpenAPI document
     */
    record ObjectSchema(String name, Map<String, Schema> members, List<String> required) implements Schema {
        /** Copies the collections; members keep their order. */
        public ObjectSchema {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            required = List.copyOf(required);
        }

        /** Adds a member that may be missing. */
        public ObjectSchema may(String member, Schema schema) {
            Map<String, Schema> more = new LinkedHashMap<>(members);
            more.put(member, schema);
            return new ObjectSchema(name, more, required);
        }

        /** Adds a member that must be there. */
        public ObjectSchema must(String member, Schema schema) {
            List<String> more = new ArrayList<>(required);
            more.add(member);
            return new ObjectSchema(name, may(member, schema).members, more);
        }

        @Override
        public void check(Object json, String pointer, Consumer<FieldError> errors) {
            if (!(json instanceof Map<?, ?> object)) {
                errors.accept(new FieldError(pointer, "must be an object"));
                return;
            }
            for (String member : required) {
                if (!object.containsKey(member)) {
                    errors.accept(new FieldError(below(pointer, member), "is missing"));
                }
            }
            object.forEach((member, value) -> {
                Schema schema = members.get(member.toString());
                if (schema == null) {
                    errors.accept(new FieldError(
                            below(pointer, member.toString()),
                            "has no meaning here; known are " + String.join(", ", members.keySet())));
                } else {
                    schema.check(value, below(pointer, member.toString()), errors);
                }
            });
        }

        /** The pointer to a member. */
        static String below(String pointer, String member) {
            return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
        }

        @Override
        public Map<String, Object> toJson() {
            return Map.of("$ref", "#/components/schemas/" + name);
        }

        /** The definition that {@link #toJson} refers to. */
        public Map<String, Object> definition() {
            Map<String, Object> properties = new LinkedHashMap<>();
            members.forEach((member, schema) -> properties.put(member, schema.toJson()));
            Map<String, Object> definition = new LinkedHashMap<>();
            definition.put("type", "object");
            definition.put("properties", properties);
            if (!required.isEmpty()) {
                definition.put("required", required);
            }
            definition.put("additionalProperties", false);
            return definition;
        }
    }
}
