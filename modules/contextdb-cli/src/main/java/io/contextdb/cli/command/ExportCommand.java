package io.contextdb.cli.command;

import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import io.contextdb.transfer.Export;
import io.contextdb.transfer.ExportFormat;
import io.contextdb.transfer.ExportOptions;
import io.contextdb.transfer.ExportReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb export}: a database as files that others read. */
@Command(
        name = "export",
        description =
                "Write everything a database holds into a directory, all or nothing. contextdb import DIR reads it"
                        + " back to a database with the same digest.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  contextdb export --db people --format json people-json",
            "  contextdb export --db people --at 2026-11-22T10:00:00Z people-that-morning",
            "  contextdb export --db people --format csv --gzip people-csv && contextdb import --db copy people-csv"
        })
public final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StateSelection database;

    @Option(
            names = "--format",
            paramLabel = "json|jsonl|csv",
            defaultValue = "json",
            description =
                    "json: arrays of objects, and vectors as rows that numpy can map. jsonl: an object on each line,"
                            + " with its vectors. csv: headers of Neo4j-admin, and vectors as npy. Default:"
                            + " ${DEFAULT-VALUE}.")
    private ExportFormat format;

    @Option(names = "--gzip", description = "Compress the files of text.")
    private boolean gzip;

    @Option(
            names = "--rows-per-file",
            paramLabel = "COUNT",
            defaultValue = "1000000",
            description = "The most nodes, edges or vectors of one file. Default: ${DEFAULT-VALUE}.")
    private int rowsPerFile;

    @Mixin
    private OutputSelection output;

    @Parameters(paramLabel = "OUT", description = "The directory to write, missing or empty.")
    private Path target;

    /** A command that prints to {@code console}. */
    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ExportOptions options = ExportOptions.of(format).gzip(gzip).rowsPerFile(rowsPerFile);
        long start = System.nanoTime();
        try (StateSelection.OpenedState state = database.openState()) {
            ExportReport report = Export.write(state.reader(), options, target, console.progress());
            long nanos = System.nanoTime() - start;
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("nodes", report.nodes());
            object.put("edges", report.edges());
            object.put("vectors", report.vectors());
            object.put("files", report.files());
            object.put("bytes", report.bytes());
            object.put("commit_index", report.commitIndex());
            object.put("seconds", nanos / 1e9);
            output.printOne(
                    console,
                    object,
                    () -> console.print("exported " + Numbers.counted(report.nodes(), "node") + ", "
                            + Numbers.counted(report.edges(), "edge") + " and "
                            + Numbers.counted(report.vectors(), "vector") + " into "
                            + Numbers.counted(report.files(), "file") + " in " + Numbers.duration(nanos)));
        }
        return ExitCode.OK;
    }
}
