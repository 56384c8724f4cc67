package io.contextdb.cli.command;

import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Health;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code contextdb stats}: counts of what a database holds. */
@Command(name = "stats", description = "Print how much of what a database holds.")
public final class StatsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StateSelection database;

    @Mixin
    private OutputSelection output;

    /** A command that prints to {@code console}. */
    public StatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (StateSelection.OpenedState state = database.openState()) {
            GraphReader db = state.reader();
            DatabaseStatistics statistics = db.statistics();
            Health health = state.database().health();
            output.printOne(console, object(statistics, health), () -> {
                print(statistics);
                console.print("");
                console.print("health: " + words(health));
            });
        }
        return ExitCode.OK;
    }

    private void print(DatabaseStatistics statistics) {
        console.printTable(
                List.of("what", "count"),
                List.of(
                        List.of("nodes", statistics.nodes()),
                        List.of("edges", statistics.edges()),
                        List.of("vectors", statistics.vectors()),
                        List.of("commits", statistics.commitIndex())));
        printCounts("label", statistics.labels());
        printCounts("edge type", statistics.edgeTypes());
        if (!statistics.vectorSpaces().isEmpty()) {
            console.print("");
            console.printTable(
                    List.of("vector space", "index", "metric", "dimension", "vectors", "indexed", "rows"),
                    statistics.vectorSpaces().stream().map(StatsCommand::row).toList());
        }
    }

    private void printCounts(String what, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            console.print("");
            console.printTable(
                    List.of(what, "count"),
                    counts.entrySet().stream()
                            .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    private static List<Object> row(VectorSpaceStatistics space) {
        StringBuilder index = new StringBuilder(space.options().type());
        space.options()
                .parameters()
                .forEach((name, value) ->
                        index.append(' ').append(name).append('=').append(value));
        return List.of(
                space.name(),
                index.toString(),
                metric(space),
                space.options().dimension(),
                space.vectors(),
                space.indexed(),
                space.rows());
    }

    private static String metric(VectorSpaceStatistics space) {
        return space.options().metric().name().toLowerCase(Locale.ROOT);
    }

    private static String words(Health health) {
        StringBuilder words = new StringBuilder(state(health));
        if (!health.reason().isEmpty()) {
            words.append(", ").append(health.reason());
        }
        if (health.diskFreeBytes() >= 0) {
            words.append("; ").append(Numbers.bytes(health.diskFreeBytes())).append(" of disk free");
        }
        return words.append("; ")
                .append(Numbers.bytes(health.memoryBytes()))
                .append(" of memory, ")
                .append(Numbers.bytes(health.changeBytes()))
                .append(" of it changes since the last snapshot")
                .toString();
    }

    private static String state(Health health) {
        return health.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> object(DatabaseStatistics statistics, Health health) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("nodes", statistics.nodes());
        object.put("edges", statistics.edges());
        object.put("vectors", statistics.vectors());
        object.put("commit_index", statistics.commitIndex());
        object.put("state", state(health));
        object.put("reason", health.reason());
        if (health.diskFreeBytes() >= 0) {
            object.put("disk_free_bytes", health.diskFreeBytes());
        }
        object.put("memory_bytes", health.memoryBytes());
        object.put("change_bytes", health.changeBytes());
        object.put("labels", statistics.labels());
        object.put("edge_types", statistics.edgeTypes());
        object.put(
                "vector_spaces",
                statistics.vectorSpaces().stream().map(StatsCommand::object).toList());
        return object;
    }

    private static Map<String, Object> object(VectorSpaceStatistics space) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", space.name());
        object.put("index", space.options().type());
        object.put("metric", metric(space));
        object.put("dimension", space.options().dimension());
        object.put("parameters", space.options().parameters());
        object.put("vectors", space.vectors());
        object.put("indexed", space.indexed());
        object.put("rows", space.rows());
        return object;
    }
}
