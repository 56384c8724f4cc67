package io.contextdb.cli.command;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
                    "How long a file stays after it was first seen without a snapshot that names it; longer than any push takes."
                            + " Default: ${DEFAULT-VALUE}.")
    private long graceHours;

    /** A command that prints to {@code console}. */
    public PruneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (SnapshotArchive opened = archive.open()) {
            ArchiveCleanupReport report = opened.cleanup(keep, Duration.ofHours(graceHours));
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("snapshots_deleted", report.snapshotsDeleted());
            object.put("files_deleted", report.filesDeleted());
            object.put("bytes_freed", report.bytesFreed());
            object.put("files_waiting", report.filesWaiting());
            output.printOne(
                    console,
                    object,
                    () -> console.print("deleted " + Numbers.counted(report.snapshotsDeleted(), "snapshot") + " and "
                            + Numbers.counted(report.filesDeleted(), "file") + ", "
                            + Numbers.bytes(report.bytesFreed()) + "; "
                            + Numbers.counted(report.filesWaiting(), "file") + " waiting for the grace period"));
        }
        return ExitCode.OK;
    }
}
