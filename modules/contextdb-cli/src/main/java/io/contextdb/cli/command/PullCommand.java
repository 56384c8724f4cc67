package io.contextdb.cli.command;

import io.contextdb.cli.output.Console;
import picocli.CommandLine.Command;

/** {@code contextdb snapshot pull}: {@code restore} by the name that goes with {@code push}. */
@Command(
        name = "pull",
        description = "Fetch a snapshot from an archive into a database of its own, in an empty or new directory: as"
                + " restore does.")
public final class PullCommand extends RestoreCommand {
    /** A command that prints to {@code console}. */
    public PullCommand(Console console) {
        super(console);
    }
}
