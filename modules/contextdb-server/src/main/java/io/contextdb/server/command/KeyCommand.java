package io.contextdb.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code contextdb key}. */
@Command(
        name = "key",
        description = "Make, list and revoke the keys of a server.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  contextdb key create --keys keys.ndjson --name app --role default=write",
            "  contextdb server --db DIR --set security.keys=keys.ndjson"
        })
public final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
