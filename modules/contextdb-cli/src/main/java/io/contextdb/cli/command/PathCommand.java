package io.contextdb.cli.command;

import io.contextdb.api.Edge;
import io.contextdb.api.GraphPath;
import io.contextdb.api.GraphReader;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.OutputFormat;
import io.contextdb.cli.output.Results;
import io.contextdb.cli.output.UnsignedId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code contextdb path}: a shortest path between two nodes. */
@Command(
        name = "path",
        description = "Print a shortest path between two nodes. Without one the exit code is 3.",
        footerHeading = "%nExamples:%n",
        footer = {"  contextdb path --db DIR --by name bread money", "  contextdb path --db DIR 17 42 --depth 6"})
public final class PathCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StateSelection database;

    @Mixin
    private NodeSelection selection;

    @Mixin
    private TraversalSelection traversal;

    @Mixin
    private NodeOutputSelection output;

    @Parameters(index = "0", paramLabel = "FROM", description = "The first node.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The last node.")
    private String to;

    /** A command that prints to {@code console}. */
    public PathCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (StateSelection.OpenedState state = database.openState()) {
            GraphReader db = state.reader();
            List<Long> ends = selection.resolve(console, db, List.of(from, to));
            GraphPath path = new GraphPath();
            db.findShortestPath(ends.getFirst(), ends.getLast(), traversal.path(console, db), path);
            OutputFormat format = output.formatOr(OutputFormat.TABLE);
            if (format == OutputFormat.JSON || format == OutputFormat.NDJSON) {
                console.printJson(object(db, path));
            } else if (path.exists()) {
                output.print(console, steps(db, path));
            }
            if (!path.exists()) {
                console.message("no path leads from '" + from + "' to '" + to + "'");
                return ExitCode.NOT_FOUND;
            }
        }
        return ExitCode.OK;
    }

    /** A row for each node of the path, with the edge that leads to it. */
    static Results steps(GraphReader db, GraphPath path) {
        Results results = new Results();
        for (int i = 0; i <= path.length(); i++) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("step", i);
            object.put("by", i == 0 ? "" : edgeTo(db, path, i));
            results.add(NodeObjects.put(object, db, path.node(i)));
        }
        return results;
    }

    /** The type of the edge to the node at {@code position}, with an arrow that says which way it points. */
    public static String edgeTo(GraphReader db, GraphPath path, int position) {
        return db.findEdge(path.edge(position - 1))
                .map(edge -> edge.to() == path.node(position) ? edge.type() + " →" : "← " + edge.type())
                .orElse("");
    }

    private static Map<String, Object> object(GraphReader db, GraphPath path) {
        List<Object> nodes = new ArrayList<>();
        List<Object> edges = new ArrayList<>();
        for (int i = 0; i <= path.length(); i++) {
            nodes.add(NodeObjects.put(new LinkedHashMap<>(), db, path.node(i)));
            if (i < path.length()) {
                db.findEdge(path.edge(i)).map(PathCommand::object).ifPresent(edges::add);
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("length", path.length());
        object.put("nodes", nodes);
        object.put("edges", edges);
        return object;
    }

    private static Map<String, Object> object(Edge edge) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", edge.id());
        object.put("from", new UnsignedId(edge.from()));
        object.put("to", new UnsignedId(edge.to()));
        object.put("type", edge.type());
        object.put(Results.PROPERTIES, edge.properties());
        return object;
    }
}
