package io.contextdb.cli.reference;

import io.contextdb.cli.CommandRun;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the reference of the command line from the commands themselves. */
final class CliReference {
    private static final String HEAD = """
            # Command line

            Written by `ReferenceTest` from the commands themselves; `-Dcontextdb.rewrite=true` writes it anew.

            Data go to standard output, messages and progress to standard error. Colours, bars and cut columns appear on
            terminals only, and `NO_COLOR` turns colours off.
            """;

    private CliReference() {}

    static String write(CommandLine root) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("\n| command | |\n| --- | --- |\n");
        root.getSubcommands()
                .forEach((name, command) -> text.append("| [" + name + "](#contextdb-" + name + ") | "
                        + description(command.getCommandSpec()) + " |\n"));
        text.append("\n## Exit codes\n\n| code | |\n| ---: | --- |\n");
        root.getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .forEach((code, meaning) -> text.append("| " + code.strip() + " | " + meaning + " |\n"));
        text.append("\n[Errors](errors.md) lists the codes that messages begin with, and the exit code of each.\n");
        text.append("\n## Options of every command\n\n");
        options(
                text,
                root.getCommandSpec().options().stream()
                        .filter(option -> option.scopeType() == CommandLine.ScopeType.INHERIT)
                        .toList());
        root.getSubcommands().values().forEach(command -> section(text, command));
        return text.toString();
    }

    private static void section(StringBuilder text, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String depth = spec.parent().parent() == null ? "## " : "### ";
        text.append('\n').append(depth).append(spec.qualifiedName()).append("\n\n");
        text.append(description(spec)).append("\n\n");
        text.append("    ").append(synopsis(command)).append("\n");
        List<PositionalParamSpec> parameters = spec.positionalParameters();
        if (!parameters.isEmpty()) {
            text.append("\n| argument | |\n| --- | --- |\n");
            parameters.forEach(parameter ->
                    text.append("| " + code(parameter.paramLabel()) + " | " + cell(parameter.description()) + " |\n"));
        }
        List<OptionSpec> own =
                spec.options().stream().filter(option -> !option.inherited()).toList();
        if (!own.isEmpty()) {
            text.append('\n');
            options(text, own);
        }
        String[] footer = spec.usageMessage().footer();
        if (footer.length > 0) {
            text.append('\n');
            Stream.of(footer)
                    .forEach(line -> text.append("    ").append(line.strip()).append('\n'));
        }
        command.getSubcommands().values().forEach(subcommand -> section(text, subcommand));
    }

    private static void options(StringBuilder text, List<OptionSpec> options) {
        text.append("| option | |\n| --- | --- |\n");
        options.stream()
                .sorted((left, right) -> left.longestName().compareTo(right.longestName()))
                .forEach(option -> text.append("| " + names(option) + " | " + cell(option.description()) + " |\n"));
    }

    private static String synopsis(CommandLine command) {
        return CommandRun.plainHelp(command).synopsis(0).strip();
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return code(option.arity().max() == 0 ? names : names + " " + option.paramLabel());
    }

    private static String description(CommandSpec spec) {
        return cell(spec.usageMessage().description());
    }

    private static String cell(String[] lines) {
        return Stream.of(lines)
                .collect(Collectors.joining(" "))
                .replace("%%", "%")
                .replace("|", "\\|");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
