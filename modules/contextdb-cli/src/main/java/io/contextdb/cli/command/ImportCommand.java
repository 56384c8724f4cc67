package io.contextdb.cli.command;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.BulkReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.ImportPlan;
import io.contextdb.transfer.ImportSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb import}: files into a database, all or nothing. */
@Command(
        name = "import",
        description = "Import files into a database, all or nothing: CSV, JSON, NDJSON, npy, fvecs, each also as .gz."
                + " Nodes are read before edges and edges before vectors, whatever the order of files. A directory"
                + " written by export is read as it is.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  contextdb import --db people nodes.csv.gz edges.csv.gz",
            "  contextdb import --db people --first-id 1 --metric cosine nodes.csv edges.csv vectors.npy",
            "  contextdb import --db web --header from,to --comment # --delimiter TAB links.txt"
        })
public final class ImportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DatabaseSelection database;

    @Mixin
    private CsvSelection csv;

    @Mixin
    private IndexSelection index;

    @Option(
            names = "--ids",
            paramLabel = "auto|number|text",
            defaultValue = "auto",
            description = "Whether ids are unsigned numbers and become the nodes' ids, or texts that get new ids and"
                    + " become a property. Default: as the first one looks.")
    private IdKind ids;

    @Option(
            names = "--first-id",
            paramLabel = "ID",
            defaultValue = "0",
            description = "The node that the first row of a vector file belongs to. Default: ${DEFAULT-VALUE}.")
    private String firstId;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "A label for every imported node. May be given again.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "RELATED",
            description = "The type of edges that name none. Default: ${DEFAULT-VALUE}.")
    private String edgeType;

    @Option(
            names = "--keep-edge-ids",
            description =
                    "Let edges keep the ids of the files (:EDGE_ID, or id in JSON), which must ascend and be above"
                            + " those of the database. Default: they get new ones, but those of an export keep theirs.")
    private boolean keepEdgeIds;

    @Option(
            names = "--strict",
            description =
                    "Stop at the first bad row and import nothing. Default: bad rows are written down and left out,"
                            + " and the exit code is 0.")
    private boolean strict;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where bad rows are written down. Default: beside each file, as FILE.rejects.")
    private @Nullable Path rejects;

    @Option(
            names = "--storage",
            paramLabel = "mmap|memory",
            defaultValue = "mmap",
            description = "The storage provider, a plug-in's name as well. Default: ${DEFAULT-VALUE}.")
    private String storage;

    @Option(
            names = "--durability",
            paramLabel = "sync|interval|none",
            defaultValue = "sync",
            description = "When a write counts as done. Default: ${DEFAULT-VALUE}.")
    private DatabaseOptions.Durability durability;

    @Option(
            names = "--threads",
            paramLabel = "COUNT",
            description = "Threads that build the vector index. Default: all cores.")
    private @Nullable Integer threads;

    @Mixin
    private OutputSelection output;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, or the directory of an export.")
    private List<Path> files;

    /** A command that prints to {@code console}. */
    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ImportPlan plan = ImportPlan.of(files, importOptions());
        long start = System.nanoTime();
        try (Database db = database.openOrCreate(databaseOptions())) {
            Outcome outcome = load(console, db, plan);
            report(outcome, System.nanoTime() - start);
            return outcome.indexed() ? ExitCode.OK : ExitCode.INTERRUPT;
        }
    }

    /** Reads, commits and waits for the indexes, with progress on standard error. */
    public static Outcome load(Console console, Database db, ImportPlan plan) {
        ImportSummary summary;
        BulkReport report;
        try (BulkLoader loader = db.beginBulkLoad()) {
            summary = plan.read(
                    loader,
                    (file, rows, read, total) -> console.fileProgress(
                            "reading " + file.getFileName(), rows, total == 0 ? 1 : (double) read / total));
            if (summary.rows() == 0 && summary.rejected() > 0) {
                throw new ContextDbException(
                        ErrorCode.MALFORMED_INPUT,
                        "nothing was imported: " + Numbers.counted(summary.rejected(), "bad row")
                                + " and no other; see " + names(summary.rejectsFiles()));
            }
            report = loader.commit(console.progress());
        }
        return new Outcome(summary, report, awaitIndexes(console, db));
    }

    /** The rows are in the database by now, so being asked to stop is no failure of the import. */
    private static boolean awaitIndexes(Console console, Database db) {
        try {
            db.awaitIndexes(console.progress());
            return true;
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                return false;
            }
            throw e;
        }
    }

    /**
     * What came of an import.
     *
     * @param indexed whether the vector indexes are complete as well; false when the process was asked to stop
     *     meanwhile
     */
    public record Outcome(ImportSummary summary, BulkReport report, boolean indexed) {}

    private ImportOptions importOptions() {
        ImportOptions options = ImportOptions.defaults()
                .csv(csv.format())
                .ids(ids)
                .labels(labels)
                .edgeType(edgeType)
                .keepEdgeIds(keepEdgeIds)
                .strict(strict)
                .vectors(new ImportOptions.Vectors(index.name, Arguments.id("--first-id", firstId), index.options()));
        return rejects == null ? options : options.rejects(rejects);
    }

    private DatabaseOptions databaseOptions() {
        DatabaseOptions options = database.options().storage(storage).durability(durability);
        return threads == null ? options : options.buildThreads(threads);
    }

    private void report(Outcome outcome, long nanos) {
        BulkReport report = outcome.report();
        ImportSummary summary = outcome.summary();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("nodes", report.nodes());
        object.put("edges", report.edges());
        object.put("vectors", report.vectors());
        object.put("rejected", summary.rejected());
        object.put("rejects", summary.rejectsFiles());
        object.put("snapshot", report.snapshot().id());
        object.put("commit_index", report.commitIndex());
        object.put("seconds", nanos / 1e9);
        output.printOne(
                console,
                object,
                () -> console.print("imported " + Numbers.counted(report.nodes(), "node") + ", "
                        + Numbers.counted(report.edges(), "edge") + " and "
                        + Numbers.counted(report.vectors(), "vector") + " in " + Numbers.duration(nanos)));
        if (!outcome.indexed()) {
            console.message(
                    "interrupted, but the import is done: do not run it again. The vector index is not complete and"
                            + " is built on when the database is open");
        }
        if (summary.rejected() > 0) {
            summary.reasons().forEach(console::message);
            console.message(Numbers.counted(summary.rejected(), "bad row") + "; see " + names(summary.rejectsFiles()));
        }
    }

    private static String names(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }
}
