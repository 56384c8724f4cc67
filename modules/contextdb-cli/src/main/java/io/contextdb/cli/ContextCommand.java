package io.contextdb.cli;

import io.contextdb.cli.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root: {@code contextdb} without a command prints its help. */
@Command(
        name = "contextdb",
        description = "A hybrid graph and vector database.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footerHeading = "%nBegin with:%n",
        footer = {
            "  contextdb demo",
            "  contextdb import --db DIR nodes.csv edges.csv vectors.npy",
            "  contextdb COMMAND --help",
            "",
            "The environment variable CONTEXTDB_DB stands for --db, NO_COLOR turns colours off."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:done",
            "  1:failure",
            "  2:wrong usage",
            "  3:not found",
            "  4:conflict",
            " 69:unavailable, as when another process has the database open",
            " 74:input, output, or damaged data",
            "130:interrupted",
            "141:the reader of the output has gone"
        })
final class ContextCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack traces of errors and warnings as well.")
    volatile boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option itself
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option itself
    private boolean version;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
