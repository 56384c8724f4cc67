package io.contextdb.cli.command;

import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.GraphReader;
import io.contextdb.cli.output.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code contextdb digest}: one number for everything a database holds. */
@Command(
        name = "digest",
        description = "Print a SHA-256 of everything a database holds: nodes, edges, properties, vectors and how vector"
                + " spaces are declared. Databases that hold the same have the same digest, whatever their files and"
                + " the order they were written in.")
public final class DigestCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StateSelection database;

    @Mixin
    private OutputSelection output;

    /** A command that prints to {@code console}. */
    public DigestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (StateSelection.OpenedState state = database.openState()) {
            GraphReader db = state.reader();
            String digest = db.contentDigest(console.progress());
            DatabaseStatistics statistics = db.statistics();
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("digest", digest);
            object.put("nodes", statistics.nodes());
            object.put("edges", statistics.edges());
            object.put("vectors", statistics.vectors());
            object.put("commit_index", statistics.commitIndex());
            output.printOne(console, object, () -> console.print(digest));
        }
        return ExitCode.OK;
    }
}
