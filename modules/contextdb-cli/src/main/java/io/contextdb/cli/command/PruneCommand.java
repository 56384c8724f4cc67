package io.contextdb.cli.command;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.cli.output.Console;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb snapshot prune}: an archive without its old snapshots. */
@Command(
        name = "prune",
        description =
                "Delete all but the newest snapshots of an archive, and files that no snapshot of it has named for a"
                        + " grace period.")
public final class PruneCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ArchiveSelection archive;

    @Mixin
    private OutputSelection output;

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "COUNT",
            description = "How many snapshots to keep, at least 1.")
    private int keep;

    @Option(
            names = "--grace-hours",
            paramLabel = "HOURS",
            defaultValue = "72",
            description =
                    "How long a file stays after it was first seen without a snapshot that names it; longer than any"
                            + " push takes. Default: ${DEFAULT-VALUE}.")
    private long graceHours;

    /** A command that prints to {@code console}. */
    public PruneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (SnapshotArchive opened = archive.open()) {
            ArchiveCleanupReport report = opened.cleanup(keep, Duration.ofHours(graceHours));
            output.printOne(console, CleanupOutput.object(report), () -> console.print(CleanupOutput.words(report)));
        }
        return ExitCode.OK;
    }
}
