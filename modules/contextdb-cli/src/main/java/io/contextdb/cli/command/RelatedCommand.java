package io.contextdb.cli.command;

import io.contextdb.api.GraphReader;
import io.contextdb.api.NodeList;
import io.contextdb.api.Traversal;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Results;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code contextdb related}: what lies within some hops of a node. */
@Command(
        name = "related",
        description = "Print the nodes within some hops of a node, nearest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  contextdb related --db DIR --by name dog --depth 2",
            "  contextdb related --db DIR 42 --direction out --type CHILD_OF,PART_OF --json"
        })
public final class RelatedCommand implements Callable<Integer> {
    /** The orders as they are typed. */
    enum Order {
        /** Breadth first. */
        BFS,
        /** Depth first. */
        DFS
    }

    private final Console console;

    @Mixin
    private StateSelection database;

    @Mixin
    private NodeSelection selection;

    @Mixin
    private TraversalSelection traversal;

    @Mixin
    private NodeOutputSelection output;

    @Option(
            names = "--order",
            paramLabel = "bfs|dfs",
            defaultValue = "bfs",
            description = "Breadth first or depth first. Default: ${DEFAULT-VALUE}.")
    private Order order;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "The greatest number of nodes printed; 0 prints all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Parameters(paramLabel = "NODE", description = "Where to start.")
    private String start;

    /** A command that prints to {@code console}. */
    public RelatedCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (StateSelection.OpenedState state = database.openState()) {
            GraphReader db = state.reader();
            long id = selection.resolve(console, db, start);
            NodeList found = new NodeList();
            Traversal.Order walk = switch (order) {
                case BFS -> Traversal.Order.BREADTH_FIRST;
                case DFS -> Traversal.Order.DEPTH_FIRST;
            };
            db.queryRelated(id, traversal.neighborhood(console, db).ordered(walk), found);
            int printed = limit == 0 ? found.size() : Math.min(limit, found.size());
            Results results = new Results();
            for (int i = 0; i < printed; i++) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("hops", found.depth(i));
                results.add(NodeObjects.put(object, db, found.id(i)));
            }
            output.print(console, results);
            if (printed < found.size()) {
                console.message(String.format(
                        Locale.ROOT, "%,d of %,d nodes printed; --limit 0 prints all", printed, found.size()));
            }
        }
        return ExitCode.OK;
    }
}
