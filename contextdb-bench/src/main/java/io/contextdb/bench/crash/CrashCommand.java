package io.contextdb.bench.crash;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.bench.common.Ranges;
import io.contextdb.bench.common.ResultOutput;
import io.contextdb.bench.common.Verdict;
import io.contextdb.cli.spi.CommandContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb bench crash}. */
@Command(
        name = "crash",
        showDefaultValues = true,
        description = {
            "Stops the machine at every change that scripted workloads make to the files of a database, with every"
                    + " kind of damage to what was not yet synced, and checks that what is left opens with all that"
                    + " was acknowledged, is sound, and goes on.",
            "Works in memory. Exit code 74 when anything is wrong."
        })
public final class CrashCommand implements Callable<Integer> {
    private static final long SAMPLE_MAX = 100_000_000;
    private static final int THREADS_MAX = 256;
    private static final int MESSAGES_MAX = 20;
    private final CommandContext context;

    @Option(names = "--all", description = "Check every image.")
    private boolean all;

    @Option(names = "--sample", paramLabel = "N", description = "How many images to try, evenly spread, without --all.")
    private long sample = 2000;

    @Option(names = "--workload", paramLabel = "NAME", description = "Only this one; more than once for some.")
    private List<String> names = List.of();

    @Option(names = "--threads", description = "How many threads check images; 0 for one on each processor.")
    private int threads;

    @Option(names = "--seed", description = "Draws which of the many results of a damage are tried.")
    private long seed = 1;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Write images with something wrong below this directory.")
    private @Nullable Path kept;

    @Mixin
    private ResultOutput output;

    /** Will report to {@code context}. */
    public CrashCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Ranges.check("--sample", sample, 1, SAMPLE_MAX);
        Ranges.check("--threads", threads, 0, THREADS_MAX);
        List<Workload> workloads = workloads();
        List<Recording> recordings = workloads.stream().map(Recording::of).toList();
        CrashSettings settings = new CrashSettings(
                all ? 0 : sample,
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                seed,
                Optional.ofNullable(kept));
        CrashResult result = new CrashBench(recordings, settings, context.progress()).run();
        output.print(context, result::toJson, () -> print(result));
        return Verdict.exitCode(result.violations().isEmpty());
    }

    private List<Workload> workloads() {
        List<String> known = Workloads.all().stream().map(Workload::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ContextDbException(
                        ErrorCode.INVALID_ARGUMENT, "--workload " + name + "; there are " + String.join(", ", known));
            }
        }
        return Workloads.all().stream()
                .filter(workload -> names.isEmpty() || names.contains(workload.name()))
                .toList();
    }

    private void print(CrashResult result) {
        context.printTable(CrashResult.columns(), result.rows());
        context.out()
                .printf(
                        "%d distinct images in %.1f s, %d violations%n",
                        result.images(), result.seconds(), result.violations().size());
        result.violations().stream().limit(MESSAGES_MAX).forEach(context::message);
    }
}
