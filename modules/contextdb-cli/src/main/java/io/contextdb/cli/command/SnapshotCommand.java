package io.contextdb.cli.command;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.Database;
import io.contextdb.api.PastState;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.OutputFormat;
import io.contextdb.cli.output.Results;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code contextdb snapshot}: immutable states of a database. */
@Command(
        name = "snapshot",
        description = "Create, list, describe and delete snapshots: immutable states of a database on disk, or in an"
                + " archive in an object store.",
        synopsisSubcommandLabel = "create|list|describe|diff|delete|cleanup|push|pull|verify|prune")
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

    @Command(
            description = "Make the present state a snapshot, and send it to the archive that CONTEXTDB_S3_BUCKET and"
                    + " CONTEXTDB_S3_PREFIX name, where they do.")
    int create(@Mixin DatabaseSelection database, @Mixin OutputSelection output) {
        try (Database db = database.openWithArchive()) {
            output.printOne(console, SnapshotObjects.of(db.createSnapshot()));
        }
        return ExitCode.OK;
    }

    @Command(
            description =
                    "Print the files of a snapshot, which snapshot each was written for, and what the snapshot added.")
    int describe(
            @Mixin DatabaseSelection database,
            @Mixin OutputSelection output,
            @Parameters(paramLabel = "SNAPSHOT", description = "Its id.") long id) {
        try (Database db = database.openReadOnly()) {
            SnapshotDetails details = db.describe(id);
            output.printOne(console, SnapshotObjects.of(details), () -> {
                Results snapshot = new Results();
                snapshot.add(SnapshotObjects.withoutFiles(details));
                snapshot.print(console, OutputFormat.LINE, List.of());
                console.print("");
                Results files = new Results();
                details.files().forEach(file -> files.add(SnapshotObjects.of(file)));
                files.print(console, OutputFormat.TABLE, List.of());
            });
        }
        return ExitCode.OK;
    }

    @Command(description = "Print what differs between two snapshots, or two commits: nodes by id, then edges.")
    int diff(
            @Mixin ReadableSelection database,
            @Mixin OutputSelection output,
            @Option(names = "--commits", description = "A and B are commit indexes instead of snapshots.")
                    boolean commits,
            @Option(
                            names = "--limit",
                            paramLabel = "COUNT",
                            defaultValue = "1000",
                            description = "The greatest number of differences printed; 0 prints all, which ndjson does"
                                    + " without keeping them in memory. Default: ${DEFAULT-VALUE}.")
                    long limit,
            @Parameters(paramLabel = "A", description = "The first state.") long first,
            @Parameters(paramLabel = "B", description = "The second state.") long second) {
        try (Database db = commits ? database.open() : database.openReadOnly();
                PastState before = commits ? db.asOf(first) : db.at(first);
                PastState after = commits ? db.asOf(second) : db.at(second)) {
            DifferenceOutput differences = new DifferenceOutput(console, output, limit);
            differences.end(db.diff(before, after, differences));
        }
        return ExitCode.OK;
    }

    @Command(description = "Delete a snapshot, which is not one of the newest two.")
    int delete(
            @Mixin DatabaseSelection database,
            @Mixin OutputSelection output,
            @Parameters(paramLabel = "SNAPSHOT", description = "Its id.") long id) {
        try (Database db = database.open()) {
            print(output, db.deleteSnapshot(id));
        }
        return ExitCode.OK;
    }

    @Command(
            description = "Delete all but the newest snapshots; without --max-age also in the archive that"
                    + " CONTEXTDB_S3_BUCKET and CONTEXTDB_S3_PREFIX name, where they do.")
    int cleanup(
            @Mixin DatabaseSelection database,
            @Mixin OutputSelection output,
            @Option(
                            names = "--keep",
                            paramLabel = "COUNT",
                            defaultValue = "2",
                            description = "How many to keep, at least 2. Default: ${DEFAULT-VALUE}.")
                    int keep,
            @Option(
                            names = "--max-age",
                            paramLabel = "AGE",
                            defaultValue = "0",
                            description = "Delete only those that are older, such as 90m, 12h or 7d. Default: whatever"
                                    + " their age.")
                    String maxAge) {
        Duration age = Ages.parse(maxAge);
        try (Database db = database.openWithArchive()) {
            if (keep < 2) {
                console.message("the newest 2 snapshots are always kept");
            }
            print(output, age.isZero() ? db.cleanup(keep) : db.cleanup(keep, age));
        }
        return ExitCode.OK;
    }

    private void print(OutputSelection output, CleanupReport report) {
        Map<String, Object> object = CleanupOutput.object(report);
        report.archive().ifPresent(archive -> object.put("archive", CleanupOutput.object(archive)));
        output.printOne(console, object, () -> {
            console.print(CleanupOutput.words(report));
            report.archive().ifPresent(archive -> console.print("in the archive: " + CleanupOutput.words(archive)));
        });
    }
}
