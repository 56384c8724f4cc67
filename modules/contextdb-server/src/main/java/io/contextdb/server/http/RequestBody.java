package io.contextdb.server.http;

import io.contextdb.api.Value;
import io.contextdb.transfer.ValueJson;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of a JSON body that fits the schema of its route: what is asked for here has the type it should. */
public final class RequestBody {
    private final Map<String, Object> members;

    /** A body of checked members. */
    public RequestBody(Map<String, Object> members) {
        this.members = members;
    }

    /** Whether a member is there. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** An id that the schema requires. */
    public long id(String name) {
        return idOf(member(name));
    }

    /** An id that may be missing. */
    public OptionalLong findId(String name) {
        return has(name) ? OptionalLong.of(id(name)) : OptionalLong.empty();
    }

    /** The id that checked JSON means. */
    public static long idOf(Object json) {
        return switch (json) {
            case Long number -> number;
            case BigInteger number -> number.longValue();
            case String digits -> Long.parseUnsignedLong(digits);
            default -> throw new AssertionError(json + " passed for an id");
        };
    }

    /** A text that the schema requires. */
    public String text(String name) {
        return (String) member(name);
    }

    /** A text, or another when it is missing. */
    public String text(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    /** A whole number, or another when it is missing. */
    public int whole(String name, int fallback) {
        return has(name) ? Math.toIntExact((Long) member(name)) : fallback;
    }

    /** A number, or another when it is missing. */
    public double number(String name, double fallback) {
        return has(name) ? ((Number) member(name)).doubleValue() : fallback;
    }

    /** A flag, false when it is missing. */
    public boolean flag(String name) {
        return has(name) && (Boolean) member(name);
    }

    /** Whole numbers by name, none when they are missing. */
    public Map<String, Integer> wholes(String name) {
        Map<String, Integer> wholes = new TreeMap<>();
        if (has(name)) {
            ((Map<?, ?>) member(name))
                    .forEach((key, value) -> wholes.put(key.toString(), Math.toIntExact((Long) value)));
        }
        return wholes;
    }

    /** A list of texts, empty when it is missing. */
    public List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    /** A list, empty when it is missing. */
    public List<?> list(String name) {
        return has(name) ? (List<?>) member(name) : List.of();
    }

    /** An object that may be missing. */
    public Optional<RequestBody> object(String name) {
        return has(name) ? Optional.of(of(member(name))) : Optional.empty();
    }

    /** The body that checked JSON is. */
    public static RequestBody of(Object json) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((name, value) -> members.put(name.toString(), value));
        return new RequestBody(members);
    }

    /**
     * A vector that the schema requires; a component too large for 32 bits becomes an infinity, which is refused later.
     */
    public float[] vector(String name) {
        List<?> numbers = list(name);
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = ((Number) numbers.get(i)).floatValue();
        }
        return vector;
    }

    /** Properties, none when they are missing; those that are null are null. */
    public Map<String, @Nullable Value> properties(String name) {
        Map<String, @Nullable Value> properties = new TreeMap<>();
        if (has(name)) {
            ((Map<?, ?>) member(name))
                    .forEach((key, value) ->
                            properties.put(key.toString(), ValueJson.isNull(value) ? null : ValueJson.value(value)));
        }
        return properties;
    }

    private Object member(String name) {
        Object member = members.get(name);
        if (member == null) {
            throw new AssertionError("the schema does not require " + name);
        }
        return member;
    }
}
