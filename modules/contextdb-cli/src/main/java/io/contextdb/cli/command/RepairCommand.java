package io.contextdb.cli.command;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.api.SalvageOptions;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.cli.output.Console;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb repair}: what can be done about damaged files, and doing it. */
@Command(
        name = "repair",
        description = {
            "List what is damaged in a database's directory and what can be done about it; with --from, --use-snapshot"
                    + " or --yes, do it. Damaged files are put aside below the directory's folder 'damaged' first. An"
                    + " interrupted repair goes on when it is run again.",
            "The exit code is 74 when something is damaged that opening the database does not make good by itself, and"
                    + " when a salvage could not bring everything."
        })
public final class RepairCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DirectorySelection database;

    @Option(
            names = "--from",
            paramLabel = "URL|DIR",
            description =
                    "Where sound files are: an archive of this database, s3://bucket/prefix or file:///directory, or"
                            + " another directory of it, such as a backup, whose log is used as well.")
    private @Nullable String source;

    @Option(
            names = "--use-snapshot",
            paramLabel = "ID",
            description = "Go on from this snapshot and the log behind it; newer ones are put aside.")
    private OptionalLong snapshot = OptionalLong.empty();

    @Option(
            names = "--salvage",
            paramLabel = "NEWDIR",
            description =
                    "Make a new database, with a new id, of all that can be read, and list what is lost. The damaged"
                            + " directory stays as it is.")
    private @Nullable Path salvage;

    @Option(names = "--check", description = "Only list what would be done.")
    private boolean check;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    private boolean yes;

    @Mixin
    private StoreSelection store;

    @Mixin
    private OutputSelection output;

    /** A command that prints to {@code console}. */
    public RepairCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (salvage != null) {
            return salvage(salvage);
        }
        RepairOptions options = RepairOptions.check()
                .pluginDirectories(store.databaseOptions().pluginDirectories())
                .progress(console.progress());
        if (source != null) {
            options = withSource(options, source);
        }
        if (snapshot.isPresent()) {
            options = options.useSnapshot(snapshot.getAsLong());
        }
        boolean acts = !check && (yes || source != null || snapshot.isPresent());
        return acts ? act(options) : look(options);
    }

    private int look(RepairOptions options) {
        RepairReport report = ContextDB.repair(database.directory(), options);
        output.printOne(console, RepairOutput.object(report), () -> RepairOutput.print(console, report));
        return exitCode(report);
    }

    private static int exitCode(RepairReport report) {
        boolean lost = report.applied() && !report.damages().isEmpty() && !report.endKnown();
        return report.usable() && !lost ? ExitCode.OK : ExitCode.IO;
    }

    private int act(RepairOptions options) {
        if (!yes && !confirmed(options)) {
            console.message("nothing was changed");
            return ExitCode.CONFLICT;
        }
        return look(options.apply(true));
    }

    private boolean confirmed(RepairOptions options) {
        RepairReport found = ContextDB.repair(database.directory(), options);
        found.damages().forEach(damage -> console.message(damage + "; " + damage.advice()));
        return console.confirm("repair " + database.directory() + "?")
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT,
                        "this changes " + database.directory()
                                + ", and nobody is there to ask; run it again with --yes, or with --check to see"
                                + " what it would do"));
    }

    private int salvage(Path target) {
        if (source != null || snapshot.isPresent() || check) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--salvage goes without --from, --use-snapshot and --check: repair first, then salvage what is"
                            + " left");
        }
        SalvageOptions options = SalvageOptions.defaults()
                .pluginDirectories(store.databaseOptions().pluginDirectories())
                .progress(console.progress());
        Path directory = database.directory();
        SalvageReport report = ContextDB.salvage(directory, target, options);
        output.printOne(
                console, RepairOutput.object(report), () -> RepairOutput.print(console, directory, target, report));
        return report.complete() ? ExitCode.OK : ExitCode.IO;
    }

    /** A path is that of another directory of the database, damaged or not, unless there is an archive. */
    private RepairOptions withSource(RepairOptions options, String named) {
        URI location = Locations.of(named);
        if (!Locations.isUrl(named)) {
            Path path = Path.of(named);
            if (Files.isDirectory(path) && !Files.exists(path.resolve(SnapshotDocuments.ARCHIVE))) {
                return options.from(path);
            }
        }
        Locations.requirePresent(location);
        return options.from(store.options(location).orElseThrow());
    }
}
