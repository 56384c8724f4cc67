package io.contextdb.cli;

import io.contextdb.api.ContextDbException;
import io.contextdb.cli.command.ExitCode;
import io.contextdb.cli.output.Console;
import picocli.CommandLine;

/** The {@code contextdb} command: arguments in, exit code out. */
public final class Main {
    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.install();
        int code = run(Console.ofProcess(interruption::check), arguments);
        interruption.finished();
        System.exit(code);
    }

    /** Runs one command line and returns its exit code; every effect goes through {@code console}. */
    public static int run(Console console, String... arguments) {
        Failures failures = new Failures(console);
        try {
            CommandLine commands = CommandTree.build(console);
            commands.setParameterExceptionHandler(failures);
            commands.setExecutionExceptionHandler(failures);
            int code = execute(console, commands, arguments);
            if (console.outputFailed()) {
                return console.readerGone() ? ExitCode.READER_GONE : ExitCode.IO;
            }
            return code;
        } catch (ContextDbException failure) {
            return failures.report(failure);
        } finally {
            console.flush();
        }
    }

    private static int execute(Console console, CommandLine commands, String... arguments) {
        ContextCommand root = commands.getCommand();
        Warnings warnings = Warnings.to(console, () -> root.debug);
        try {
            return commands.execute(arguments);
        } finally {
            warnings.close();
        }
    }
}
