package io.contextdb.bench.log;

import io.contextdb.bench.common.Latencies;
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

/** {@code contextdb bench log}. */
@Command(
        name = "log",
        showDefaultValues = true,
        description = {
            "Speed of durable writes of 100 bytes, one at a time and by the thousand: of the log, of a whole database,"
                    + " of RocksDB, and of the disk itself, in turns.",
            "Writes below DIR, which should be on the disk that matters, and cleans up."
        })
public final class LogCommand implements Callable<Integer> {
    private static final long SECONDS_MAX = 3600;

    private final CommandContext context;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A directory on the disk to measure.")
    private Path directory = Path.of(".");

    @Option(names = "--seconds", description = "How long to measure, in all.")
    private double seconds = 20;

    @Mixin
    private ResultOutput output;

    /** Will report to {@code context}. */
    public LogCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Ranges.positive("--seconds", seconds, SECONDS_MAX);
        LogResult result = measure();
        output.print(context, result::toJson, () -> printTable(result));
        return 0;
    }

    private LogResult measure() throws IOException {
        try (TemporaryDirectory scratch = TemporaryDirectory.in(directory, "contextdb-bench-log-")) {
            return new LogBench(scratch.path(), seconds, context.progress()).run();
        }
    }

    private void printTable(LogResult result) {
        context.printTable(
                List.of("100 bytes, durable", "per s", "p50 us", "p99 us", "of fdatasync"),
                List.of(
                        row("bare write + fdatasync", result.fdatasync(), 1, result),
                        row("log, single commands", result.single(), 1, result),
                        row("log, batches of 1000", result.batch(), LogBench.BATCH, result),
                        row("database, single nodes", result.databaseSingle(), 1, result),
                        row("database, batches of 1000", result.databaseBatch(), LogBench.BATCH, result),
                        row("RocksDB, single puts", result.rocksSingle(), 1, result),
                        row("RocksDB, batches of 1000", result.rocksBatch(), LogBench.BATCH, result)));
    }

    private static List<Object> row(String name, Latencies latencies, int recordsPerOperation, LogResult result) {
        double perSecond = latencies.perSecond() * recordsPerOperation;
        return List.of(
                name,
                Math.round(perSecond),
                Math.round(latencies.micros(0.5)),
                Math.round(latencies.micros(0.99)),
                Math.round(perSecond / result.fdatasync().perSecond() * 100) / 100.0);
    }
}
