package io.contextdb.bench.checkpoint;

import io.contextdb.bench.common.Ranges;
import io.contextdb.bench.common.ResultOutput;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.cli.spi.CommandContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb bench checkpoint}. */
@Command(
        name = "checkpoint",
        showDefaultValues = true,
        description = {
            "What a checkpoint writes when a few nodes of a graph have changed, and what a writer notices of it,"
                    + " beside a bare loop of writes and syncs while as many bytes are written.",
            "Writes below DIR, which should be on the disk that matters, and cleans up."
        })
public final class CheckpointCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A directory on the disk to measure.")
    private Path directory = Path.of(".");

    @Option(names = "--nodes", description = "Nodes of the graph.")
    private int nodes = 1_000_000;

    @Option(names = "--edges", description = "Its edges.")
    private long edges = 5_000_000;

    @Option(names = "--changed", description = "Share of the nodes that changes before each checkpoint.")
    private double changed = 0.01;

    @Option(
            names = "--warmup",
            description =
                    "Checkpoints before those that are measured: until it is compiled, the code takes turns with its"
                            + " compiler.")
    private int warmup = 20;

    @Option(names = "--rounds", description = "Checkpoints measured.")
    private int rounds = 10;

    @Option(names = "--seed", description = "Decides what is drawn.")
    private long seed = 1;

    @Mixin
    private ResultOutput output;

    /** Will report to {@code context}. */
    public CheckpointCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Ranges.atLeast("--nodes", nodes, 1_000);
        Ranges.atLeast("--edges", edges, 0);
        Ranges.positive("--changed", changed, 1);
        Ranges.check("--warmup", warmup, 0, 1_000);
        Ranges.check("--rounds", rounds, 1, 1_000);
        CheckpointSettings settings = new CheckpointSettings(nodes, edges, changed, warmup, rounds, seed);
        try (TemporaryDirectory scratch = TemporaryDirectory.in(directory, "contextdb-bench-checkpoint-")) {
            CheckpointResult result = new CheckpointBench(scratch.path(), settings, context.progress()).run();
            output.print(context, result::toJson, () -> print(result));
        }
        return 0;
    }

    private void print(CheckpointResult result) {
        context.printTable(
                List.of("base bytes", "first checkpoint", "mean", "greatest", "mean s"),
                List.of(List.of(
                        result.baseBytes(),
                        percent(result.firstShare()),
                        percent(result.meanShare()),
                        percent(result.writtenShare()),
                        result.rounds().stream()
                                .mapToDouble(CheckpointResult.Round::seconds)
                                .average()
                                .orElse(0))));
        context.out().println();
        context.printTable(
                List.of("during checkpoints", "per s", "p50 us", "p99 us"),
                List.of(
                        List.of(
                                "durable inserts",
                                Math.round(result.writer().perSecond()),
                                result.writer().micros(0.5),
                                result.writer().micros(0.99)),
                        List.of(
                                "bare writes beside as many bytes",
                                Math.round(result.raw().perSecond()),
                                result.raw().micros(0.5),
                                result.raw().micros(0.99))));
    }

    private static String percent(double share) {
        return Math.round(share * 10_000) / 100.0 + " %";
    }
}
