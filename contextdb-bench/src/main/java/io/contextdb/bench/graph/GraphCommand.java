package io.contextdb.bench.graph;

import io.contextdb.bench.common.ResultOutput;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.cli.spi.CommandContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code contextdb bench graph}. */
@Command(
        name = "graph",
        description = {
            "Import of a graph, and its traversals, paths, similarity and hybrid queries, beside the same on plain"
                    + " arrays (the limit).",
            "DIR holds nodes.csv (id,label), edges.csv (from,to,kind), each also as .gz, queries.tsv, and perhaps"
                    + " vectors.fvecs. Edges are followed both ways. The database is made in a temporary directory and"
                    + " deleted afterwards."
        })
public final class GraphCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "Where the files are.")
    private Path directory = Path.of(".");

    @Mixin
    private ResultOutput output;

    /** Will report to {@code context}. */
    public GraphCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (TemporaryDirectory temporary = TemporaryDirectory.named("contextdb-bench-graph")) {
            GraphResult result =
                    new GraphBench(new GraphDataset(directory), temporary.path(), context.progress()).run();
            output.print(context, result::toJson, () -> printTables(result));
        }
        return 0;
    }

    private void printTables(GraphResult result) {
        context.printTable(
                List.of("nodes/s", "edges/s", "open + first hop ms"),
                List.of(List.of(
                        result.imported().nodesPerSecond(),
                        result.imported().edgesPerSecond(),
                        result.openFirstHopMillis())));
        context.out().println();
        List<List<Object>> rows = new ArrayList<>();
        for (GraphResult.Kind kind : result.kinds()) {
            rows.add(List.of(
                    kind.kind(),
                    kind.count(),
                    kind.wrong(),
                    kind.recall(),
                    kind.p50Micros(),
                    kind.p99Micros(),
                    kind.limitP50Micros(),
                    kind.p50Micros() / kind.limitP50Micros()));
        }
        context.printTable(
                List.of("query", "count", "wrong", "recall", "p50 us", "p99 us", "limit p50 us", "ratio"), rows);
    }
}
