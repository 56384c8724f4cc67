package io.contextdb.bench.history;

import io.contextdb.bench.common.Ranges;
import io.contextdb.bench.common.ResultOutput;
import io.contextdb.bench.common.Verdict;
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

/** {@code contextdb bench history}. */
@Command(
        name = "history",
        showDefaultValues = true,
        description = {
            "How long it takes to open the oldest of many snapshots and a commit between two, and how much slower"
                    + " they answer than the present.",
            "Exit code 74 when the oldest snapshot answers otherwise than a copy that was kept aside.",
            "Writes below DIR and cleans up."
        })
public final class HistoryCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Where to work.")
    private Path directory = Path.of(".");

    @Option(names = "--nodes", description = "Nodes, each with a vector.")
    private int nodes = 100_000;

    @Option(names = "--edges", description = "Edges.")
    private long edges = 500_000;

    @Option(names = "--dimension", description = "Components of the vectors.")
    private int dimension = 64;

    @Option(names = "--snapshots", description = "Snapshots taken.")
    private int snapshots = 20;

    @Option(names = "--changes", description = "Vectors replaced and edges added between two snapshots.")
    private int changes = 1_000;

    @Option(names = "--questions", description = "Questions of each kind.")
    private int questions = 2_000;

    @Option(names = "--seed", description = "Decides what is drawn.")
    private long seed = 1;

    @Mixin
    private ResultOutput output;

    /** Will report to {@code context}. */
    public HistoryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Ranges.atLeast("--nodes", nodes, 1_000);
        Ranges.atLeast("--snapshots", snapshots, 2);
        Ranges.atLeast("--questions", questions, 10);
        HistorySettings settings = new HistorySettings(nodes, edges, dimension, snapshots, changes, questions, seed);
        try (TemporaryDirectory scratch = TemporaryDirectory.in(directory, "contextdb-bench-history-")) {
            HistoryResult result = new HistoryBench(scratch.path(), settings, context.progress()).run();
            output.print(context, result::toJson, () -> print(result));
            return Verdict.exitCode(result.differences() == 0);
        }
    }

    private void print(HistoryResult result) {
        context.printTable(
                List.of("opening", "median ms", "commits applied"),
                List.of(
                        List.of("oldest snapshot", rounded(result.openAt().micros(0.5) / 1e3), 0),
                        List.of(
                                "commit between two",
                                rounded(result.openAsOf().micros(0.5) / 1e3),
                                result.commitsReplayed())));
        context.printTable(
                List.of("question", "present us", "snapshot", "ratio", "commit", "ratio"),
                result.questions().stream()
                        .map(question -> List.<Object>of(
                                question.name(),
                                rounded(question.present().micros(0.5)),
                                rounded(question.at().micros(0.5)),
                                rounded(question.atRatio()),
                                rounded(question.asOf().micros(0.5)),
                                rounded(question.asOfRatio())))
                        .toList());
        context.printTable(
                List.of("compared with", "questions", "differences"),
                List.of(List.of(
                        "a copy beside the oldest", result.questions().size() * questions, result.differences())));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
