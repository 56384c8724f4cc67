package io.contextdb.bench.snapshot;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.bench.common.Ranges;
import io.contextdb.bench.common.ResultOutput;
import io.contextdb.bench.common.Verdict;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.cli.spi.CommandContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb bench snapshot}. */
@Command(
        name = "snapshot",
        showDefaultValues = true,
        description = {
            "Write a whole snapshot, send it to an archive with each codec, and restore and open it.",
            "Writes below DIR, which should be on the disk that matters, and cleans up; what was sent to an archive"
                    + " elsewhere stays there."
        })
public final class SnapshotBenchCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A directory on the disk to measure.")
    private Path directory = Path.of(".");

    @Option(names = "--nodes", description = "Nodes of the graph, each with a vector.")
    private int nodes = 1_000_000;

    @Option(names = "--edges", description = "Its edges.")
    private long edges = 5_000_000;

    @Option(names = "--dimension", description = "Components of a vector.")
    private int dimension = 128;

    @Option(
            names = "--archive",
            paramLabel = "URL",
            description = "An empty place to send to, such as s3://bucket/prefix. Without this option a directory.")
    private @Nullable URI archive;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Settings of the object store, such as s3_region.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--codec", split = ",", description = "Codecs to send with, the last of which is restored from.")
    private List<String> codecs = List.of("none", "lz4");

    @Option(names = "--plugins", paramLabel = "DIR", description = "A directory of plug-ins.")
    private List<Path> plugins = List.of();

    @Option(names = "--seed", description = "Decides the data.")
    private long seed = 1;

    @Mixin
    private ResultOutput output;

    /** Will report to {@code context}. */
    public SnapshotBenchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Ranges.atLeast("--nodes", nodes, 100);
        Ranges.atLeast("--edges", edges, 0);
        Ranges.atLeast("--dimension", dimension, 1);
        if (codecs.isEmpty()) {
            throw new ContextDbException(ErrorCode.INVALID_ARGUMENT, "--codec names none");
        }
        try (TemporaryDirectory scratch = TemporaryDirectory.in(directory, "contextdb-bench-snapshot-")) {
            URI place = archive == null
                    ? scratch.path().resolve("archive").toAbsolutePath().toUri()
                    : archive;
            ArchiveOptions options = ArchiveOptions.at(place).settings(settings).pluginDirectories(plugins);
            SnapshotResult result = new SnapshotBench(
                            scratch.path(),
                            new SnapshotSettings(nodes, edges, dimension, codecs, options, seed),
                            context.progress())
                    .run();
            output.print(context, result::toJson, () -> print(result));
            return Verdict.exitCode(result.digestEqual());
        }
    }

    private void print(SnapshotResult result) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("first write", result.allBytes(), result.firstWrite()));
        rows.add(row("bare write of as many bytes", result.allBytes(), result.bareWrite()));
        rows.add(row("write again", result.allBytes(), result.write()));
        result.sent().forEach(sent -> rows.add(row("push, " + sent.codec(), result.allBytes(), sent.cost())));
        rows.add(row("restore", result.restoredBytes(), result.restore()));
        context.printTable(List.of("", "bytes", "s", "CPU s", "kernel s", "MB per CPU s"), rows);
        context.out().println();
        List<List<Object>> ratios = new ArrayList<>();
        for (SnapshotResult.Sent sent : result.sent()) {
            Map<String, Double> plain = result.ratios(sent.plain());
            result.ratios(sent.stored())
                    .forEach((kind, ratio) -> ratios.add(List.of(
                            kind,
                            result.bytes().getOrDefault(kind, 0L),
                            sent.codec(),
                            ratio,
                            plain.getOrDefault(kind, 1.0))));
        }
        context.printTable(List.of("files", "bytes", "codec", "times smaller", "without delta"), ratios);
        context.out().println();
        context.out()
                .println("opened in " + Math.round(result.openMillis()) + " ms, digest "
                        + (result.digestEqual() ? "equal" : "DIFFERENT"));
    }

    private static List<Object> row(String what, long bytes, Cost cost) {
        return List.of(
                what,
                bytes,
                cost.seconds(),
                cost.cpuSeconds(),
                cost.kernelSeconds(),
                Math.round(cost.megabytesPerCpuSecond(bytes)));
    }
}
