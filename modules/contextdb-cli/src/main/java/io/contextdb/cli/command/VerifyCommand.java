package io.contextdb.cli.command;

import io.contextdb.api.Database;
import io.contextdb.api.VerifyReport;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code contextdb verify}: whether every stored byte is as it was written. */
@Command(
        name = "verify",
        description =
                "Check every byte of a database against its checksums. The exit code is 74 when something is wrong.")
public final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ReadableSelection database;

    @Mixin
    private OutputSelection output;

    /** A command that prints to {@code console}. */
    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Database db = database.open()) {
            VerifyReport report = db.verify(console.progress());
            Map<String, Object> object = object(report);
            object.put("recovery", Recoveries.object(db.recovery()));
            output.printOne(console, object, () -> {
                print(report);
                console.print("recovery: " + Recoveries.words(db.recovery()));
            });
            return report.sound() ? ExitCode.OK : ExitCode.IO;
        }
    }

    private void print(VerifyReport report) {
        report.problems().forEach(console::print);
        report.warnings().forEach(warning -> console.print("warning: " + warning));
        String verdict =
                report.sound() ? "sound" : Numbers.counted(report.problems().size(), "problem");
        console.print(verdict + ": " + Numbers.counted(report.filesChecked(), "file") + ", "
                + Numbers.bytes(report.bytesChecked())
                + (database.readOnly()
                        ? ""
                        : "; " + Numbers.counted(report.recordsChecked(), "record") + " of log, "
                                + Numbers.bytes(report.logBytesChecked())));
    }

    private static Map<String, Object> object(VerifyReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sound", report.sound());
        object.put("files", report.filesChecked());
        object.put("bytes", report.bytesChecked());
        object.put("log_records", report.recordsChecked());
        object.put("log_bytes", report.logBytesChecked());
        object.put("problems", report.problems());
        object.put("warnings", report.warnings());
        return object;
    }
}
