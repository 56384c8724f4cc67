package io.contextdb.server.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.spi.CommandContext;
import io.contextdb.server.security.ApiKey;
import io.contextdb.server.security.KeyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code contextdb key revoke}. */
@Command(name = "revoke", description = "Revoke a key. Servers refuse it within a second.")
public final class KeyRevokeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private KeySelection selection;

    @Parameters(paramLabel = "ID", description = "The key, as 'contextdb key list' calls it.")
    private String id;

    /** Will report to {@code context}. */
    public KeyRevokeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        KeyFile file = selection.keys();
        List<ApiKey> keys = new ArrayList<>(file.read());
        if (!keys.removeIf(key -> key.id().equals(id))) {
            throw new ContextDbException(
                    ErrorCode.FILE_NOT_FOUND, "no key in " + file.path() + " has the id '" + id + "'");
        }
        file.write(keys);
        context.message("Revoked the key " + id + ".");
        return 0;
    }
}
