package io.contextdb.server.command;

import io.contextdb.cli.spi.CommandContext;
import io.contextdb.server.config.Configuration;
import io.contextdb.server.config.Setting;
import io.contextdb.server.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb config show}. */
@Command(name = "show", description = "Print all settings and their values.")
public final class ConfigShowCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private ConfigurationSelection selection;

    @Option(names = "--origin", description = "Tell where each value comes from.")
    private boolean origin;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Will report to {@code context}. */
    public ConfigShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Configuration configuration = selection.configuration(List.of());
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Setting<?> setting : Settings.ALL) {
                String text = configuration.text(setting);
                object.put(
                        setting.key(),
                        origin
                                ? Map.of(
                                        "value",
                                        text,
                                        "origin",
                                        configuration.origin(setting).toString())
                                : text);
            }
            context.printJson(object);
        } else {
            context.printTable(
                    origin ? List.of("setting", "value", "origin") : List.of("setting", "value"),
                    Settings.ALL.stream()
                            .map(setting -> row(configuration, setting))
                            .toList());
        }
        return 0;
    }

    private List<Object> row(Configuration configuration, Setting<?> setting) {
        String text = configuration.text(setting);
        return origin
                ? List.of(setting.key(), text, configuration.origin(setting).toString())
                : List.of(setting.key(), text);
    }
}
