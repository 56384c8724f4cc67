package io.contextdb.server.config;

import io.contextdb.server.config.Setting.Alias;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the environment says: {@code CONTEXTDB_SERVER__PORT} is {@code server.port}. A variable that begins so and is no
 * setting is a mistake, except for those that are read elsewhere.
 */
public final class EnvironmentVariables {
    private static final String PREFIX = "CONTEXTDB_";

    /** Read by the launcher and by commands that are no servers. */
    private static final Set<String> OTHERS = Set.of("CONTEXTDB_DB", "CONTEXTDB_JAVA_OPTIONS", "CONTEXTDB_CONFIG");

    private EnvironmentVariables() {}

    /** What variables say about settings, in the order of their names. */
    public static List<Configured> of(Map<String, String> variables) {
        Map<String, String> keys = new HashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            keys.put(setting.variable(), setting.key());
            for (Alias alias : setting.aliases()) {
                keys.put(Setting.variable(alias.name()), alias.name());
            }
        }
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX) && !OTHERS.contains(variable.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(variable -> new Configured(
                        keys.getOrDefault(variable.getKey(), variable.getKey()),
                        variable.getValue(),
                        new Origin.Environment(variable.getKey())))
                .toList();
    }
}
