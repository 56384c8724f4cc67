package io.contextdb.bench;

import io.contextdb.bench.ann.AnnCommand;
import io.contextdb.bench.checkpoint.CheckpointCommand;
import io.contextdb.bench.crash.CrashCommand;
import io.contextdb.bench.damage.DamageCommand;
import io.contextdb.bench.generate.GenerateCommand;
import io.contextdb.bench.graph.GraphCommand;
import io.contextdb.bench.history.HistoryCommand;
import io.contextdb.bench.log.LogCommand;
import io.contextdb.bench.scale.ScaleCommand;
import io.contextdb.bench.snapshot.SnapshotBenchCommand;
import io.contextdb.cli.spi.CommandContext;
import io.contextdb.cli.spi.CommandProvider;
import java.util.List;

/** The commands below {@code contextdb bench}. */
public final class BenchCommands implements CommandProvider {
    /** Made by the service loader. */
    public BenchCommands() {}

    @Override
    public String group() {
        return "bench";
    }

    @Override
    public List<Object> commands(CommandContext context) {
        return List.of(
                new AnnCommand(context),
                new CheckpointCommand(context),
                new CrashCommand(context),
                new DamageCommand(context),
                new GenerateCommand(context),
                new GraphCommand(context),
                new HistoryCommand(context),
                new JmhCommand(),
                new LogCommand(context),
                new ScaleCommand(context),
                new SnapshotBenchCommand(context));
    }
}
