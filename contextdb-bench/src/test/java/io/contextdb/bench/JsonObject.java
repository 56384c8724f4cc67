package io.contextdb.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a command printed as JSON; asking for a key that is missing or of another kind fails.
 *
 * @param values the values by key
 */
public record JsonObject(Map<?, ?> values) {
    /** The keys in their order. */
    public Set<?> keys() {
        return values.keySet();
    }

    /** A value. */
    public Object get(String key) {
        return Objects.requireNonNull(values.get(key), key + " is missing");
    }

    /** A number. */
    public double number(String key) {
        return ((Number) get(key)).doubleValue();
    }

    /** An object within. */
    public JsonObject object(String key) {
        return new JsonObject((Map<?, ?>) get(key));
    }

    /** A list of objects within. */
    public List<JsonObject> objects(String key) {
        return ((List<?>) get(key))
                .stream().map(element -> new JsonObject((Map<?, ?>) element)).toList();
    }
}
