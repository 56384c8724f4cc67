package io.contextdb.server.command;

import io.contextdb.cli.spi.CommandContext;
import io.contextdb.cli.spi.CommandProvider;
import java.util.List;

/** Adds the commands below {@code contextdb key}. */
public final class KeyCommands implements CommandProvider {
    @Override
    public String group() {
        return "key";
    }

    @Override
    public List<Object> commands(CommandContext context) {
        return List.of(new KeyCreateCommand(context), new KeyListCommand(context), new KeyRevokeCommand(context));
    }
}
