package io.contextdb.server.command;

import io.contextdb.cli.spi.CommandContext;
import io.contextdb.server.ServerOptions;
import io.contextdb.server.config.Configuration;
import io.contextdb.server.config.DatabaseSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code contextdb config check}. */
@Command(name = "check", description = "Tell what is wrong with a configuration, without starting anything.")
public final class ConfigCheckCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private ConfigurationSelection selection;

    /** Will report to {@code context}. */
    public ConfigCheckCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Configuration configuration = selection.configuration(List.of());
        DatabaseSettings.of(configuration);
        ServerOptions.of(configuration);
        context.message("The configuration is sound.");
        return 0;
    }
}
