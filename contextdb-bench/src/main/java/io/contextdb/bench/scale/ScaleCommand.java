package io.contextdb.bench.scale;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.bench.common.Ranges;
import io.contextdb.bench.common.ResultOutput;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.cli.spi.CommandContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb bench scale}. */
@Command(
        name = "scale",
        showDefaultValues = true,
        description = {
            "Import, opening, similarity, hybrid questions and memory of a large database.",
            "DIR is what 'contextdb bench generate' wrote: nodes.csv, edges.csv and vectors.fvecs, with the ids 0, 1, 2"
                    + " and so on. For the memory a small heap allows: CONTEXTDB_JAVA_OPTIONS=-Xmx256m. Building the"
                    + " index of a million vectors takes minutes."
        })
public final class ScaleCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "Where the files are.", arity = "0..1")
    private Path directory = Path.of(".");

    @Option(
            names = "--database",
            paramLabel = "DIR",
            description = "Where the database is made and left; one that is there already is used without an import."
                    + " Without this option it is made in a temporary directory.")
    private @Nullable Path database;

    @Option(names = "--m", description = "Links of a row.")
    private int m = 16;

    @Option(names = "--ef-construction", description = "Width of the search for links.")
    private int efConstruction = 100;

    @Option(names = "--threads", description = "Threads that build the index.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--ef", split = ",", description = "Search widths to try, ascending.")
    private List<Integer> efs = List.of(20, 40, 80, 120, 200, 400);

    @Option(names = "--queries", description = "How many nodes are asked about.")
    private int queries = 1000;

    @Option(names = "--fresh-starts", description = "How many processes are started to open the database.")
    private int freshStarts = 3;

    @Mixin
    private ResultOutput output;

    @Option(
            names = "--first-answer",
            paramLabel = "NODE",
            hidden = true,
            description = "Only open the database, answer one hybrid question and print the milliseconds.")
    private @Nullable Long firstAnswer;

    /** Will report to {@code context}. */
    public ScaleCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        ScaleSettings settings = settings();
        if (firstAnswer != null && database != null) {
            context.out().println(FreshStart.openAndAskMillis(database, firstAnswer));
        } else if (database != null) {
            report(new ScaleBench(directory, database, settings, context.progress()).run());
        } else {
            try (TemporaryDirectory temporary = TemporaryDirectory.named("contextdb-bench-scale-")) {
                report(new ScaleBench(directory, temporary.path(), settings, context.progress()).run());
            }
        }
        return 0;
    }

    private ScaleSettings settings() {
        Ranges.check("--threads", threads, 1, 256);
        Ranges.check("--queries", queries, 1, 1_000_000);
        Ranges.check("--fresh-starts", freshStarts, 0, 100);
        efs.forEach(ef -> Ranges.atLeast("--ef", ef, 1));
        VectorIndexOptions index =
                VectorIndexOptions.hnsw().parameter("m", m).parameter("ef_construction", efConstruction);
        return new ScaleSettings(index, threads, efs.stream().sorted().toList(), queries, freshStarts);
    }

    private void report(ScaleResult result) {
        output.print(context, result::toJson, () -> print(result));
    }

    private void print(ScaleResult result) {
        result.imported().ifPresent(this::print);
        List<List<Object>> rows = new ArrayList<>();
        result.similar().forEach(search -> rows.add(row("similar", search.ef(), search.recall(), search.times())));
        rows.add(row("hybrid", "", "", result.hybrid().times()));
        context.printTable(List.of("question", "ef", "recall@10", "p50 us", "p99 us", "p99 CPU us"), rows);
        context.out().println();
        context.printTable(
                List.of("open and first hybrid answer", "ms"),
                List.of(
                        List.of("warm virtual machine", ScaleResult.median(result.warmMillis())),
                        List.of("new virtual machine", result.freshAnswerMillis()),
                        List.of("new process, all of it", result.freshProcessMillis())));
        context.out().println();
        List<List<Object>> memory = new ArrayList<>();
        result.anonymousMebibytes().forEach((phase, mebibytes) -> memory.add(List.of(phase, mebibytes)));
        context.printTable(List.of("phase", "RssAnon peak MiB"), memory);
    }

    private static List<Object> row(String question, Object ef, Object recall, ScaleQueries.Times times) {
        return List.of(
                question,
                ef,
                recall,
                times.wall().micros(0.5),
                times.wall().micros(0.99),
                times.cpu().micros(0.99));
    }

    private void print(ScaleImport imported) {
        context.printTable(
                List.of("nodes/s", "edges/s", "vectors/s", "index s", "index CPU s", "snapshot s"),
                List.of(List.of(
                        imported.graph().nodesPerSecond(),
                        imported.graph().edgesPerSecond(),
                        imported.vectorsPerSecond(),
                        imported.indexSeconds(),
                        imported.indexCpuSeconds(),
                        imported.snapshotSeconds())));
        context.out().println();
    }
}
