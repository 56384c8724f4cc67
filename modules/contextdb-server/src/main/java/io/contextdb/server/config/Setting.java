package io.contextdb.server.config;

import java.util.List;
import java.util.Locale;

/**
 * Something that can be configured.
 *
 * @param key its name in a file, with dots between levels: {@code checkpoint.interval}
 * @param aliases other names it has
 * @param fallback what it is when nobody says, as it would be written; empty for nothing
 */
public record Setting<T>(String key, List<Alias> aliases, Form<T> form, String fallback, String description) {
    private static final String PREFIX = "CONTEXTDB_";

    /**
     * Another name.
     *
     * @param unit the unit of a number without one under this name
     */
    public record Alias(String name, String unit) {}

    /** Its name in the environment: {@code CONTEXTDB_CHECKPOINT__INTERVAL}. */
    public String variable() {
        return variable(key);
    }

    /** The name in the environment of a key or alias. */
    static String variable(String key) {
        return PREFIX + key.replace(".", "__").toUpperCase(Locale.ROOT);
    }
}
