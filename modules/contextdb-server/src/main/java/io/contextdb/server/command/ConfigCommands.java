package io.contextdb.server.command;

import io.contextdb.cli.spi.CommandContext;
import io.contextdb.cli.spi.CommandProvider;
import java.util.List;

/** Adds the commands below {@code contextdb config}. */
public final class ConfigCommands implements CommandProvider {
    @Override
    public String group() {
        return "config";
    }

    @Override
    public List<Object> commands(CommandContext context) {
        return List.of(new ConfigCheckCommand(context), new ConfigShowCommand(context));
    }
}
