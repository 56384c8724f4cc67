package io.contextdb.server.command;

import io.contextdb.cli.spi.CommandContext;
import io.contextdb.cli.spi.CommandProvider;
import java.util.List;

/** Adds the command that starts a server, and the groups of those about its configuration and keys. */
public final class ServerCommands implements CommandProvider {
    @Override
    public List<Object> commands(CommandContext context) {
        return List.of(new ServerCommand(context), new ConfigCommand(), new KeyCommand());
    }
}
