package io.contextdb.cli;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.command.ArchiveVerifyCommand;
import io.contextdb.cli.command.BenchCommand;
import io.contextdb.cli.command.CompactCommand;
import io.contextdb.cli.command.CompletionCommand;
import io.contextdb.cli.command.DigestCommand;
import io.contextdb.cli.command.ExportCommand;
import io.contextdb.cli.command.GetCommand;
import io.contextdb.cli.command.HelpCommand;
import io.contextdb.cli.command.HybridCommand;
import io.contextdb.cli.command.ImportCommand;
import io.contextdb.cli.command.PathCommand;
import io.contextdb.cli.command.PruneCommand;
import io.contextdb.cli.command.PullCommand;
import io.contextdb.cli.command.PushCommand;
import io.contextdb.cli.command.RelatedCommand;
import io.contextdb.cli.command.RepairCommand;
import io.contextdb.cli.command.RestoreCommand;
import io.contextdb.cli.command.SimilarCommand;
import io.contextdb.cli.command.SnapshotCommand;
import io.contextdb.cli.command.SnapshotListCommand;
import io.contextdb.cli.command.StatsCommand;
import io.contextdb.cli.command.VerifyCommand;
import io.contextdb.cli.command.VersionCommand;
import io.contextdb.cli.demo.DemoCommand;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.spi.CommandProvider;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Builds the tree of commands: those of this module and those that other modules provide. */
final class CommandTree {
    private CommandTree() {}

    static CommandLine build(Console console) {
        CommandLine root = new CommandLine(new ContextCommand());
        for (Object command : ownCommands(console)) {
            root.addSubcommand(command);
        }
        CommandLine snapshot = Objects.requireNonNull(root.getSubcommands().get("snapshot"));
        snapshot.addSubcommand(new SnapshotListCommand(console))
                .addSubcommand(new PushCommand(console))
                .addSubcommand(new PullCommand(console))
                .addSubcommand(new ArchiveVerifyCommand(console))
                .addSubcommand(new PruneCommand(console));
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class, CommandTree.class.getClassLoader())) {
            CommandLine parent = parentOf(root, provider);
            for (Object command : provider.commands(console)) {
                parent.addSubcommand(command);
            }
        }
        root.registerConverter(OptionalLong.class, CommandTree::number);
        root.setOut(console.out());
        root.setErr(console.err());
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(false);
        root.setUsageHelpWidth(console.helpWidth());
        abbreviate(root);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(console.ansi()));
        return root;
    }

    private static List<Object> ownCommands(Console console) {
        return List.of(
                new DemoCommand(console),
                new ImportCommand(console),
                new ExportCommand(console),
                new GetCommand(console),
                new RelatedCommand(console),
                new PathCommand(console),
                new SimilarCommand(console),
                new HybridCommand(console),
                new StatsCommand(console),
                new SnapshotCommand(console),
                new RestoreCommand(console),
                new VerifyCommand(console),
                new RepairCommand(console),
                new DigestCommand(console),
                new CompactCommand(console),
                new BenchCommand(),
                new CompletionCommand(console),
                new VersionCommand(console),
                new HelpCommand(console));
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
    }

    /** Long lists of options stand below the first line of help, not in it. */
    private static void abbreviate(CommandLine command) {
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        command.getSubcommands().values().forEach(CommandTree::abbreviate);
    }

    private static CommandLine parentOf(CommandLine root, CommandProvider provider) {
        if (provider.group().isEmpty()) {
            return root;
        }
        CommandLine group = root.getSubcommands().get(provider.group());
        if (group == null) {
            throw new ContextDbException(
                    ErrorCode.PLUGIN_REFUSED,
                    provider.getClass().getName() + " wants to add to '" + provider.group()
                            + "', which is no command of contextdb");
        }
        return group;
    }
}
