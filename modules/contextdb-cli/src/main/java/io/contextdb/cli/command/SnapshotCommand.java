package io.contextdb.cli.command;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.Database;
import io.contextdb.api.Snapshot;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import io.contextdb.cli.output.Results;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code contextdb snapshot}: immutable states of a database. */
@Command(
        name = "snapshot",
        description = "Create, list and delete snapshots: immutable states of a database on disk.",
        synopsisSubcommandLabel = "create|list|cleanup")
public final class SnapshotCommand implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    /** A command that prints to {@code console}. */
    public SnapshotCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }

    @Command(description = "Make the present state a snapshot.")
    int create(@Mixin DatabaseSelection database, @Mixin OutputSelection output) {
        try (Database db = database.open()) {
            output.printOne(console, object(db.createSnapshot()));
        }
        return ExitCode.OK;
    }

    @Command(description = "Print the snapshots, oldest first.")
    int list(@Mixin DatabaseSelection database, @Mixin OutputSelection output) {
        try (Database db = database.open()) {
            Results results = new Results();
            db.snapshots().forEach(snapshot -> results.add(object(snapshot)));
            output.print(console, results);
        }
        return ExitCode.OK;
    }

    @Command(description = "Delete all but the newest snapshots.")
    int cleanup(
            @Mixin DatabaseSelection database,
            @Mixin OutputSelection output,
            @Option(
                            names = "--keep",
                            paramLabel = "COUNT",
                            defaultValue = "2",
                            description = "How many to keep, at least 2. Default: ${DEFAULT-VALUE}.")
                    int keep) {
        try (Database db = database.open()) {
            if (keep < 2) {
                console.message("the newest 2 snapshots are always kept");
            }
            CleanupReport report = db.cleanup(keep);
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("snapshots_deleted", report.snapshotsDeleted());
            object.put("files_deleted", report.filesDeleted());
            object.put("bytes_freed", report.bytesFreed());
            output.printOne(
                    console,
                    object,
                    () -> console.print("deleted " + Numbers.counted(report.snapshotsDeleted(), "snapshot") + " and "
                            + Numbers.counted(report.filesDeleted(), "file") + ", "
                            + Numbers.bytes(report.bytesFreed())));
        }
        return ExitCode.OK;
    }

    /** A snapshot as an object to print. */
    static Map<String, Object> object(Snapshot snapshot) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("snapshot", snapshot.id());
        object.put("timestamp", snapshot.timestamp());
        object.put("operation", snapshot.operation().name().toLowerCase(Locale.ROOT));
        object.put("commit_index", snapshot.commitIndex());
        object.put("nodes", snapshot.nodes());
        object.put("edges", snapshot.edges());
        object.put("vectors", snapshot.vectors());
        object.put("bytes", snapshot.bytes());
        return object;
    }
}
