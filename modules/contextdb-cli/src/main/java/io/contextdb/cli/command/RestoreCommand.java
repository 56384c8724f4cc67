package io.contextdb.cli.command;

import io.contextdb.api.RestoreReport;
import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb restore}: a database out of an archive. */
@Command(
        name = "restore",
        description =
                "Make a database of a snapshot in an archive, in an empty or new directory. An interrupted restore"
                        + " goes on when it is run again.")
public class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--db",
            required = true,
            paramLabel = "DIR",
            description = "The directory that becomes the database: missing, empty, or left by an interrupted restore.")
    private Path directory;

    @Mixin
    private ArchiveSelection archive;

    @Mixin
    private OutputSelection output;

    @Option(names = "--snapshot", paramLabel = "ID", description = "Which snapshot. Default: the newest sound one.")
    private OptionalLong snapshot = OptionalLong.empty();

    /** A command that prints to {@code console}. */
    public RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() {
        try (SnapshotArchive opened = archive.open()) {
            RestoreReport report = opened.restore(snapshot, directory, console.progress());
            report.damaged().forEach(id -> console.message("snapshot " + id + " is damaged and was passed over"));
            report.indexesDamaged()
                    .forEach(line -> console.message("contextdb: warning: " + line
                            + "; it was left out, and opening the database builds the index anew"));
            Map<String, Object> object = SnapshotObjects.of(report.snapshot());
            object.put("files_fetched", report.files());
            object.put("bytes_fetched", report.bytes());
            object.put("indexes_damaged", report.indexesDamaged());
            output.printOne(console, object, () -> print(report));
        }
        return ExitCode.OK;
    }

    private void print(RestoreReport report) {
        Snapshot restored = report.snapshot();
        console.print("restored snapshot " + restored.id() + " of " + restored.timestamp() + ": "
                + Numbers.counted(restored.nodes(), "node") + ", " + Numbers.counted(restored.edges(), "edge") + " and "
                + Numbers.counted(restored.vectors(), "vector") + " from " + Numbers.counted(report.files(), "file")
                + ", " + Numbers.bytes(report.bytes()));
    }
}
