package io.contextdb.cli.command;

import io.contextdb.cli.output.Console;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code contextdb completion}: the script that lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Print a script that lets bash, zsh or fish complete commands and options.",
        footerHeading = "%nExample:%n",
        footer = {"  source <(contextdb completion bash)", "  contextdb completion fish | source"})
public final class CompletionCommand implements Callable<Integer> {
    /** The shells as they are typed. */
    enum Shell {
        /** Bash. */
        BASH,
        /** Zsh, which runs Bash's completions. */
        ZSH,
        /** Fish. */
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern CHOICES = Pattern.compile("(?<=_args=\\()\"[A-Z][^)]*(?=\\))");

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell;

    /** A command that prints to {@code console}. */
    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        console.print(
                switch (shell) {
                    case BASH -> bash(root);
                    // The generated script calls these itself where it runs in zsh; a shell that sources it needs them
                    // loaded before.
                    case ZSH -> "autoload -U +X compinit && compinit\n" + bash(root);
                    case FISH -> FishCompletion.of(root);
                });
        return ExitCode.OK;
    }

    /** Choices are proposed as they are typed, not as Java's constants are named. */
    private static String bash(CommandLine root) {
        return CHOICES.matcher(AutoComplete.bash("contextdb", root))
                .replaceAll(found -> Matcher.quoteReplacement(found.group().toLowerCase(Locale.ROOT)));
    }
}
