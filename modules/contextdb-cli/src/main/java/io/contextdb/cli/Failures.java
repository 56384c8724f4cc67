package io.contextdb.cli;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.command.ExitCode;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.spi.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever a command throws into one line on standard error and an exit code; {@code --debug} adds the stack
 * trace.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Pattern CANDIDATES = Pattern.compile("expected one of \\[([A-Z_, ]+)] \\(case-insensitive\\)");
    private static final Pattern PAIR =
            Pattern.compile("Value for (option '.+?') \\((\\S+)\\) should be in KEY=VALUE format but was (.*)");

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        console.message("contextdb: " + explain(failure));
        console.message("Try: " + name + " --help");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        if (result.commandSpec().root().commandLine().getCommand() instanceof ContextCommand root && root.debug) {
            failure.printStackTrace(console.err());
        }
        return report(failure);
    }

    /** Says on standard error what went wrong and returns the exit code. */
    int report(Exception failure) {
        console.message("contextdb: " + describe(failure));
        return exitCode(failure);
    }

    private static int exitCode(Exception failure) {
        return switch (failure) {
            case ContextDbException error -> ExitCode.of(error.code());
            case IOException _ -> ExitCode.IO;
            case UncheckedIOException _ -> ExitCode.IO;
            default -> ExitCode.FAILURE;
        };
    }

    private static String describe(Exception failure) {
        return switch (failure) {
            case ContextDbException error -> oneLine(error);
            case UncheckedIOException error -> ErrorCode.IO_FAILURE.code() + ": " + error.getCause();
            case IOException error -> ErrorCode.IO_FAILURE.code() + ": " + error;
            default -> "an unexpected " + failure + "; run again with --debug and report what it prints";
        };
    }

    private static String explain(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.isUnknownOption()) {
            CommandLine command = failure.getCommandLine();
            String word = unmatched.getUnmatched().getFirst();
            if (!command.getSubcommands().isEmpty()) {
                return "'" + word + "' is no command of "
                        + command.getCommandSpec().qualifiedName()
                        + Suggestion.of(word, command.getSubcommands().keySet());
            }
        }
        if (failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().getFirst();
            return "unknown option " + word
                    + Suggestion.of(
                            word,
                            failure.getCommandLine()
                                    .getCommandSpec()
                                    .optionsMap()
                                    .keySet());
        }
        if (failure instanceof MissingParameterException missing
                && missing.getMissing().stream()
                        .anyMatch(argument -> argument instanceof OptionSpec option
                                && option.longestName().equals("--db"))) {
            return oneLine(failure) + "; name the database's directory, or set CONTEXTDB_DB";
        }
        return plain(oneLine(failure));
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** What picocli says, without the names of Java's types and in the lower case in which words are typed. */
    private static String plain(String message) {
        String words = message.replace("for option option ", "for option ")
                .replaceAll("is not an? (?:byte|short|int|long)\\b", "is not a whole number")
                .replaceAll("is not an? (?:float|double)\\b", "is not a number");
        words = PAIR.matcher(words).replaceFirst("Invalid value for $1: expected $2 but was '$3'");
        return CANDIDATES
                .matcher(words)
                .replaceAll(found -> "expected one of " + found.group(1).toLowerCase(Locale.ROOT));
    }
}
