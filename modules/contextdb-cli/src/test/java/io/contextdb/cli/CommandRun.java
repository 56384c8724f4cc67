package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Look;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * One command line that was run in this process.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int code, String out, String err) {
    /** Runs a command line whose streams are no terminal. */
    public static CommandRun of(String... arguments) {
        return on(Look.PLAIN, arguments);
    }

    /** Runs a command line whose streams look like this. */
    public static CommandRun on(Look look, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(Console.of(out, err, look), arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command line that must succeed and returns what it prints. */
    public static String output(String... arguments) {
        CommandRun run = of(arguments);
        assertEquals(0, run.code, run.err);
        return run.out;
    }

    /** The tree of commands. */
    public static CommandLine commands() {
        return CommandTree.build(Console.of(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Look.PLAIN));
    }

    /** The help of a command, without colours. */
    public static CommandLine.Help plainHelp(CommandLine command) {
        return new CommandLine.Help(command.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
}
