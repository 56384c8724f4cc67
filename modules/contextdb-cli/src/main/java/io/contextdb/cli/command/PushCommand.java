package io.contextdb.cli.command;

import io.contextdb.api.PushReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb snapshot push}: a snapshot into an archive. The database is not opened, so it may be in use. */
@Command(
        name = "push",
        description =
                "Send a snapshot to an archive in an object store: only what is not there yet. The database may be in"
                        + " use. An interrupted push goes on when it is run again.")
public final class PushCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DirectorySelection database;

    @Mixin
    private ArchiveSelection archive;

    @Mixin
    private OutputSelection output;

    @Option(names = "--snapshot", paramLabel = "ID", description = "Which snapshot. Default: the newest.")
    private OptionalLong snapshot = OptionalLong.empty();

    @Option(
            names = "--codec",
            paramLabel = "NAME",
            defaultValue = "lz4",
            description = "How files are compressed on the way: lz4, none, or a plug-in's. Default: ${DEFAULT-VALUE}.")
    private String codec = "lz4";

    /** A command that prints to {@code console}. */
    public PushCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (SnapshotArchive opened = archive.openToPush(codec)) {
            PushReport report = opened.push(database.directory(), snapshot, console.progress());
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("snapshot", report.snapshot().id());
            object.put("files_sent", report.filesSent());
            object.put("files_present", report.filesPresent());
            object.put("bytes_sent", report.bytesSent());
            output.printOne(
                    console,
                    object,
                    () -> console.print("pushed snapshot " + report.snapshot().id() + ": "
                            + Numbers.counted(report.filesSent(), "file") + " sent, "
                            + Numbers.bytes(report.bytesSent()) + ", and " + report.filesPresent() + " there before"));
        }
        return ExitCode.OK;
    }
}
