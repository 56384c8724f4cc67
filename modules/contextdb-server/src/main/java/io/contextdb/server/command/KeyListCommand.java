package io.contextdb.server.command;

import io.contextdb.cli.spi.CommandContext;
import io.contextdb.server.http.Words;
import io.contextdb.server.security.ApiKey;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code contextdb key list}. */
@Command(name = "list", description = "List the keys, without their secrets.")
public final class KeyListCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private KeySelection selection;

    /** Will report to {@code context}. */
    public KeyListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.printTable(
                List.of("id", "name", "roles", "created"),
                selection.keys().read().stream().map(KeyListCommand::row).toList());
        return 0;
    }

    private static List<Object> row(ApiKey key) {
        String roles = new TreeMap<>(key.roles())
                .entrySet().stream()
                        .map(role -> role.getKey() + "=" + Words.of(role.getValue()))
                        .collect(Collectors.joining(", "));
        return List.of(key.id(), key.name(), roles, key.created().toString());
    }
}
