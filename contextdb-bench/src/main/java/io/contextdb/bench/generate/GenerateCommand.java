package io.contextdb.bench.generate;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.cli.spi.CommandContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb bench generate}. */
@Command(
        name = "generate",
        showDefaultValues = true,
        description = "Write a random clustered graph with vectors; the same numbers and seed give the same files.")
public final class GenerateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "Where the files go: nodes.csv, edges.csv, vectors.fvecs.")
    private Path directory = Path.of(".");

    @Option(names = "--nodes", description = "Nodes, each with a vector.")
    private int nodes = 1_000_000;

    @Option(names = "--edges", description = "Edges.")
    private long edges = 5_000_000;

    @Option(names = "--dimension", description = "Components of a vector.")
    private int dimension = 128;

    @Option(names = "--clusters", description = "Clusters of nodes.")
    private int clusters = 1000;

    @Option(names = "--seed", description = "Decides everything that is drawn.")
    private long seed = 1;

    @Option(
            names = "--search",
            description = "Write base.fvecs, query.fvecs, gt.ivecs and meta.txt for 'bench ann' instead of a graph.")
    private boolean search;

    @Option(names = "--queries", description = "Queries, with --search.")
    private int queries = 1000;

    @Option(names = "--neighbors", description = "Exact neighbours written for each query, with --search.")
    private int neighbors = 100;

    @Option(names = "--metric", description = "cosine or l2, with --search.")
    private SearchMetric metric = SearchMetric.COSINE;

    /** The metrics a search set can have. */
    enum SearchMetric {
        COSINE,
        L2
    }

    /** Will report to {@code context}. */
    public GenerateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (search && (queries < 1 || neighbors < 1 || neighbors > nodes)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "--queries " + queries + " --neighbors " + neighbors + " of --nodes " + nodes
                            + "; need one query or more, and one neighbour or more but not more than nodes");
        }
        DatasetWriter writer = new DatasetWriter(graph(), directory, context.progress());
        if (search) {
            writer.writeSearch(queries, neighbors, metric == SearchMetric.COSINE);
        } else {
            writer.writeGraph();
        }
        return 0;
    }

    private ClusteredGraph graph() {
        try {
            return new ClusteredGraph(nodes, edges, dimension, clusters, seed);
        } catch (IllegalArgumentException e) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
        }
    }
}
