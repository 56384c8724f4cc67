package io.contextdb.server.config;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.spi.Suggestion;
import io.contextdb.server.config.Setting.Alias;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is configured: for each setting what comes first of command line, environment, file and default. All that is
 * wrong is told at once.
 */
public final class Configuration {
    private final Map<Setting<?>, Entry> entries = new HashMap<>();

    private Configuration() {}

    /** The value of a setting that somebody wrote. */
    private record Entry(Object value, String text, Origin origin) {}

    /** A setting under one of its names. */
    private record Named(Setting<?> setting, String unit) {}

    /**
     * Reads what was written.
     *
     * @param sources what each source says, that which goes first first
     * @throws ContextDbException {@link ErrorCode#INVALID_CONFIGURATION} with all that is wrong
     */
    public static Configuration of(List<List<Configured>> sources) {
        Map<String, Named> names = names();
        Configuration configuration = new Configuration();
        List<String> problems = new ArrayList<>();
        for (List<Configured> source : sources) {
            Map<Setting<?>, Configured> seen = new HashMap<>();
            for (Configured each : source) {
                configuration.add(each, names, seen, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new ContextDbException(ErrorCode.INVALID_CONFIGURATION, String.join("\n", problems));
        }
        return configuration;
    }

    private static Map<String, Named> names() {
        Map<String, Named> names = new HashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            names.put(setting.key(), new Named(setting, ""));
            for (Alias alias : setting.aliases()) {
                names.put(alias.name(), new Named(setting, alias.unit()));
            }
        }
        return names;
    }

    private void add(
            Configured configured, Map<String, Named> names, Map<Setting<?>, Configured> seen, List<String> problems) {
        Named named = names.get(configured.name());
        if (named == null) {
            problems.add(configured.origin() + ": no setting is called '" + configured.name() + "'"
                    + Suggestion.of(configured.name(), names.keySet()));
            return;
        }
        Configured before = seen.put(named.setting, configured);
        if (before != null) {
            problems.add(configured.origin() + ": '" + configured.name() + "' is set by '" + before.name() + "' at "
                    + before.origin() + " already");
        }
        String text = configured.text().strip();
        try {
            Object value = named.setting.form().parser().apply(withUnit(text, named.unit));
            entries.putIfAbsent(named.setting, new Entry(value, configured.text(), configured.origin()));
        } catch (IllegalArgumentException | ArithmeticException _) {
            problems.add(configured.origin() + ": '" + configured.name() + "' is '" + configured.text()
                    + "', but must be " + named.setting.form().description());
        }
    }

    /** A bare number under a name that has a unit. */
    private static String withUnit(String text, String unit) {
        boolean bare = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        return bare && !text.equals("0") ? text + unit : text;
    }

    /** The value of a setting that is configured or has a default. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "'" + setting.key() + "' is needed: write it into the configuration file, or set "
                                + setting.variable()));
    }

    /** The value of a setting; empty when it is not configured and has no default. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Setting<T> setting) {
        Entry entry = entries.get(setting);
        if (entry != null) {
            return Optional.of((T) entry.value);
        }
        return setting.fallback().isEmpty()
                ? Optional.empty()
                : Optional.of(setting.form().parser().apply(setting.fallback()));
    }

    /** The value of a setting as it was written. */
    public String text(Setting<?> setting) {
        Entry entry = entries.get(setting);
        return entry == null ? setting.fallback() : entry.text;
    }

    /** Where the value of a setting comes from. */
    public Origin origin(Setting<?> setting) {
        Entry entry = entries.get(setting);
        return entry == null ? new Origin.Default() : entry.origin;
    }
}
