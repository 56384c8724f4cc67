package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group that load drivers join; they are a module of their own, which an image leaves out. */
@Command(
        name = "bench",
        description = "Measure this machine with the load drivers.",
        synopsisSubcommandLabel = "DRIVER")
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (spec.subcommands().isEmpty()) {
            throw new ContextDbException(
                    ErrorCode.PROVIDER_NOT_FOUND,
                    "this installation has no load drivers; run ./contextdb bench in a source tree, or put"
                            + " contextdb-bench and what it needs on the module path");
        }
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
