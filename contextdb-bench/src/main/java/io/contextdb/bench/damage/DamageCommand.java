package io.contextdb.bench.damage;

import io.contextdb.bench.common.Ranges;
import io.contextdb.bench.common.ResultOutput;
import io.contextdb.bench.common.Verdict;
import io.contextdb.cli.spi.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb bench damage}. */
@Command(
        name = "damage",
        showDefaultValues = true,
        description = {
            "Flips a bit in every byte of log, metadata, headers and footers of a database of 4 MiB, and in one of 64"
                    + " of the rest, one at a time, opens it, reads everything and searches: each answer is right, or"
                    + " refused with an error that names the file.",
            "Works in memory. Exit code 74 when anything is wrong."
        })
public final class DamageCommand implements Callable<Integer> {
    private static final long SAMPLE_MAX = 100_000_000;
    private static final int THREADS_MAX = 256;
    private static final int MESSAGES_MAX = 20;
    private final CommandContext context;

    @Option(names = "--all", description = "Flip a bit at every place.")
    private boolean all;

    @Option(names = "--sample", paramLabel = "N", description = "How many places, evenly spread, without --all.")
    private long sample = 1000;

    @Option(names = "--threads", description = "How many threads check; 0 for one on each processor.")
    private int threads;

    @Option(names = "--seed", description = "Draws the bit of each place.")
    private long seed = 1;

    @Option(names = "--verify", description = "Also verify the database where a damage seems harmless.")
    private boolean verify;

    @Mixin
    private ResultOutput output;

    /** Will report to {@code context}. */
    public DamageCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Ranges.check("--sample", sample, 1, SAMPLE_MAX);
        Ranges.check("--threads", threads, 0, THREADS_MAX);
        DamageResult result = new DamageBench(DamageCheck.ofSound(), context.progress())
                .run(
                        all ? 0 : sample,
                        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                        seed,
                        verify);
        output.print(context, result::toJson, () -> print(result));
        return Verdict.exitCode(result.violations().isEmpty());
    }

    private void print(DamageResult result) {
        context.printTable(DamageResult.columns(), result.rows());
        context.out()
                .printf(
                        "%d flips in %.1f s: %d detected, %d harmless, %d violations%n",
                        result.flips(),
                        result.seconds(),
                        result.detected(),
                        result.count(DamageCheck.Outcome.HARMLESS),
                        result.violations().size());
        result.violations().stream().limit(MESSAGES_MAX).forEach(context::message);
    }
}
