package io.contextdb.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The script that lets fish complete commands and options. Two functions tell where the cursor is: right behind a
 * command, where its subcommands are offered, or anywhere behind it, where its options are. A command is typed before
 * its options, so its words are the first ones.
 */
final class FishCompletion {
    private static final String FUNCTIONS = """
            # fish completion for contextdb: contextdb completion fish | source
            function __contextdb_at
                set -l words (commandline -opc)
                test "$words[2..]" = "$argv"
            end
            function __contextdb_behind
                set -l words (commandline -opc)
                set -l end (math (count $argv) + 1)
                test "$words[2..$end]" = "$argv"
            end
            complete -c contextdb -e
            """;

    private final List<String> lines = new ArrayList<>();

    private FishCompletion() {}

    /** The script for a command and all below it. */
    static String of(CommandLine root) {
        FishCompletion script = new FishCompletion();
        script.add(root, "");
        return FUNCTIONS + String.join("\n", script.lines);
    }

    private void add(CommandLine command, String path) {
        for (Map.Entry<String, CommandLine> below : command.getSubcommands().entrySet()) {
            CommandSpec spec = below.getValue().getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                lines.add("complete -c contextdb -n " + quoted("__contextdb_at" + path) + " -f -a " + below.getKey()
                        + " -d " + quoted(summary(spec.usageMessage().description())));
                add(below.getValue(), path + " " + below.getKey());
            }
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                String place = path.isEmpty() ? "__contextdb_at" : "__contextdb_behind" + path;
                lines.add("complete -c contextdb -n " + quoted(place) + names(option) + value(option) + " -d "
                        + quoted(summary(option.description())));
            }
        }
        for (PositionalParamSpec argument : command.getCommandSpec().positionalParameters()) {
            if (argument.completionCandidates() != null) {
                lines.add("complete -c contextdb -n " + quoted("__contextdb_at" + path) + " -f -a " + words(argument));
            }
        }
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            if (name.startsWith("--")) {
                names.append(" -l ").append(name.substring(2));
            } else {
                names.append(name.length() == 2 ? " -s " : " -o ").append(name.substring(1));
            }
        }
        return names.toString();
    }

    /** What may stand behind an option: nothing, one of some words, or anything, a file among it. */
    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return option.completionCandidates() == null ? " -r" : " -x -a " + words(option);
    }

    private static String words(ArgSpec argument) {
        String words = StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(" "));
        // As they are typed, not as Java's constants are named.
        return quoted(argument.type().isEnum() ? words.toLowerCase(Locale.ROOT) : words);
    }

    /** The first sentence. */
    private static String summary(String[] description) {
        if (description.length == 0) {
            return "";
        }
        int end = description[0].indexOf(". ");
        String sentence = end < 0 ? description[0] : description[0].substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
