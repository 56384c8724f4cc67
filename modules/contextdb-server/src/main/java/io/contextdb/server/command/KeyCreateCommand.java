package io.contextdb.server.command;

import io.contextdb.cli.spi.CommandContext;
import io.contextdb.server.security.ApiKey;
import io.contextdb.server.security.KeyFile;
import io.contextdb.server.security.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb key create}. */
@Command(name = "create", description = "Make a key and print it. Nobody can find it out again.")
public final class KeyCreateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private KeySelection selection;

    @Option(names = "--name", required = true, description = "Whose key it is.")
    private String name;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "DATABASE=ROLE",
            description = "What it allows: read, write or admin, with * for all databases and the server. May be given"
                    + " again.")
    private Map<String, Role> roles;

    /** Will report to {@code context}. */
    public KeyCreateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        KeyFile file = selection.keys();
        List<ApiKey> keys = new ArrayList<>(file.read());
        ApiKey.Made made = ApiKey.make(name, roles, Instant.now());
        keys.add(made.key());
        file.write(keys);
        context.out().println(made.text());
        context.message("Made the key " + made.key().id() + " in " + file.path() + ". It is shown only this once.");
        return 0;
    }
}
