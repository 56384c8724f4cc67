package io.contextdb.cli.command;

import io.contextdb.api.ArchiveVerifyReport;
import io.contextdb.api.ArchiveVerifyReport.CheckedSnapshot;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import io.contextdb.cli.output.OutputFormat;
import io.contextdb.cli.output.Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code contextdb snapshot verify}: whether every object of an archive is as it was written. */
@Command(
        name = "verify",
        description = "Read every object that the snapshots of an archive name, and check its size and its SHA-256. The"
                + " exit code is 74 when one is damaged or missing. The files of a database are checked by 'contextdb"
                + " verify'.")
public final class ArchiveVerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ArchiveSelection archive;

    @Mixin
    private OutputSelection output;

    /** A command that prints to {@code console}. */
    public ArchiveVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (SnapshotArchive opened = archive.open()) {
            ArchiveVerifyReport report = opened.verify(console.progress());
            output.printOne(console, object(report), () -> print(report));
            return report.sound() ? ExitCode.OK : ExitCode.IO;
        }
    }

    private void print(ArchiveVerifyReport report) {
        report.problems().forEach(console::print);
        if (!report.snapshots().isEmpty()) {
            Results snapshots = new Results();
            report.snapshots().forEach(snapshot -> snapshots.add(object(snapshot)));
            snapshots.print(console, OutputFormat.TABLE, List.of());
        }
        String verdict =
                report.sound() ? "sound" : Numbers.counted(report.problems().size(), "problem");
        console.print(verdict + ": " + Numbers.counted(report.filesChecked(), "file") + ", "
                + Numbers.bytes(report.bytesChecked()));
    }

    private static Map<String, Object> object(ArchiveVerifyReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sound", report.sound());
        object.put("files", report.filesChecked());
        object.put("bytes", report.bytesChecked());
        object.put("problems", report.problems());
        object.put(
                "snapshots",
                report.snapshots().stream().map(ArchiveVerifyCommand::object).toList());
        return object;
    }

    private static Map<String, Object> object(CheckedSnapshot snapshot) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("snapshot", snapshot.snapshot());
        object.put("files", snapshot.files());
        object.put("damaged", snapshot.filesDamaged());
        object.put("restorable", snapshot.restorable());
        return object;
    }
}
