package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.spi.Suggestion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code contextdb help}: what {@code --help} of a command prints. */
@Command(name = "help", description = "Print what a command does and its options.")
public final class HelpCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, such as: snapshot create.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec;

    /** A command that prints to {@code console}. */
    public HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT,
                        "'" + word + "' is no command of "
                                + command.getCommandSpec().qualifiedName()
                                + Suggestion.of(word, command.getSubcommands().keySet()));
            }
            command = next;
        }
        command.usage(console.out());
        return ExitCode.OK;
    }
}
